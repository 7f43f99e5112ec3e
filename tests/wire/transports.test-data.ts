import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { WebSocket, WebSocketServer } from 'ws';
import { createMemoryWires } from '#contract/wire/memory-wire.ts';
import { createPortWire } from '#contract/wire/port-wire.ts';
import { createSocketWire } from '#contract/wire/socket-wire.ts';
import type { Wire } from '#contract/wire/wire.ts';

/** One way to carry frames: opens connections, whose two ends are a client's and a server's. */
export interface Transport {
  open(): Promise<readonly [client: Wire, server: Wire]>;
  close(): Promise<void>;
}

export const transports: readonly { readonly name: string; readonly start: () => Promise<Transport> }[] = [
  {
    name: 'in memory',
    start: () =>
      Promise.resolve({
        open: () => Promise.resolve(createMemoryWires()),
        close: () => Promise.resolve(),
      }),
  },
  {
    // Node's message channel, which stands for that of Electron.
    name: 'MessagePort',
    start: () => {
      const ports: { close(): void }[] = [];
      return Promise.resolve({
        open() {
          const { port1, port2 } = new MessageChannel();
          ports.push(port1);
          return Promise.resolve([createPortWire(port1), createPortWire(port2)] as const);
        },
        close() {
          for (const port of ports) port.close();
          return Promise.resolve();
        },
      });
    },
  },
  {
    name: 'WebSocket',
    start: async () => {
      const server = createServer();
      const sockets = new WebSocketServer({ server, perMessageDeflate: false });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      return {
        async open() {
          const client = new WebSocket(`ws://127.0.0.1:${port}`);
          const [[other]] = (await Promise.all([once(sockets, 'connection'), once(client, 'open')])) as [
            [WebSocket],
            unknown,
          ];
          return [createSocketWire(client), createSocketWire(other)];
        },
        async close() {
          for (const socket of sockets.clients) socket.terminate();
          sockets.close();
          server.close();
          await once(server, 'close');
        },
      };
    },
  },
];

/** Runs before the program of a utility process, and gives it the `process.parentPort` of Electron. */
import { EventEmitter } from 'node:events';
import type { Envelope } from './utility-process.ts';

const ports = new Map<number, EventEmitter & { waiting: unknown[] | null }>();

function send(envelope: Envelope): void {
  if (process.connected) process.send!(envelope);
}

/** A port that was handed over, at this end. */
function createPort(number: number): EventEmitter {
  const port = Object.assign(new EventEmitter(), {
    waiting: [] as unknown[] | null,
    postMessage(data: unknown) {
      send({ type: 'port', port: number, data });
    },
    start() {
      const waiting = port.waiting ?? [];
      port.waiting = null;
      for (const data of waiting) port.emit('message', { data, ports: [] });
    },
    close() {
      if (!ports.delete(number)) return;
      send({ type: 'port-closed', port: number });
      port.emit('close');
    },
  });
  ports.set(number, port);
  return port;
}

const parentPort = Object.assign(new EventEmitter(), {
  postMessage(message: unknown) {
    send({ type: 'message', message, ports: [] });
  },
});
Object.assign(process, { parentPort });

process.on('message', (raw) => {
  const envelope = raw as Envelope;
  if (envelope.type === 'message') {
    parentPort.emit('message', { data: envelope.message, ports: envelope.ports.map(createPort) });
    return;
  }
  const port = ports.get(envelope.port);
  if (envelope.type === 'port') {
    if (port?.waiting) port.waiting.push(envelope.data);
    else port?.emit('message', { data: envelope.data, ports: [] });
  } else {
    ports.delete(envelope.port);
    port?.emit('close');
  }
});
// A utility process ends with its application.
process.on('disconnect', () => process.exit(0));

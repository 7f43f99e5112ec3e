/**
 * The engine in a process of its own, under a host that started it: Electron's utility process, or a child of Node.
 * Its argument, if any, is the workspace folder. It says when it is ready, serves connections, and ends with its host.
 */
import { AppError } from '#contract/errors.ts';
import { describeAppError, describeBug } from '#contract/wire/error-document.ts';
import { createPortWire, type MainPort } from '#contract/wire/port-wire.ts';
import type { Wire, WireListener } from '#contract/wire/wire.ts';
import { bootEngine, findWorkspaceFolder, type Engine } from '../boot.ts';
import { logBug } from '../kernel/log-bug.ts';
import type { FromEngine, ToEngine } from './messages.ts';

/** The host, as the process sees it. */
interface Parent {
  send(message: FromEngine): void;
  listen(onMessage: (message: ToEngine, port: MainPort | undefined) => void, onGone: () => void): void;
}

/** The part of Electron's `process.parentPort` that is used here. */
interface ElectronParentPort {
  postMessage(message: FromEngine): void;
  on(type: 'message', listener: (event: { readonly data: ToEngine; readonly ports: MainPort[] }) => void): void;
}

function findParent(): Parent {
  const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ElectronParentPort };
  if (parentPort) {
    return {
      send(message) {
        parentPort.postMessage(message);
      },
      // Electron ends a utility process with its main process.
      listen(onMessage) {
        parentPort.on('message', ({ data, ports }) => {
          onMessage(data, ports[0]);
        });
      },
    };
  }
  if (process.send === undefined) {
    process.stderr.write('This is the engine of Almanac, which a host starts: run "almanac app" or "npm start".\n');
    process.exit(2);
  }
  return {
    send(message) {
      if (process.connected) process.send!(message);
    },
    listen(onMessage, onGone) {
      process.on('message', (message) => {
        onMessage(message as ToEngine, undefined);
      });
      process.on('disconnect', onGone);
    },
  };
}

/** The wires of connections whose frames the host passes on, by number. */
function createRelayedWires(parent: Parent): {
  open(connection: number): Wire;
  deliver(connection: number, frame: string): void;
  close(connection: number): void;
} {
  const listeners = new Map<number, WireListener>();
  return {
    open: (connection) => ({
      send(frame) {
        if (listeners.has(connection)) parent.send({ type: 'frame', connection, frame });
      },
      close() {
        const listener = listeners.get(connection);
        if (!listener) return;
        listeners.delete(connection);
        parent.send({ type: 'disconnect', connection });
        listener.onClose();
      },
      listen(listener) {
        listeners.set(connection, listener);
      },
    }),
    deliver(connection, frame) {
      listeners.get(connection)?.onFrame(frame);
    },
    close(connection) {
      const listener = listeners.get(connection);
      listeners.delete(connection);
      listener?.onClose();
    },
  };
}

function run(parent: Parent, requestedFolder: string | undefined): void {
  // Ctrl-C in a terminal reaches this process too; its host tells it when to end.
  process.on('SIGINT', () => undefined);
  let engine: Engine;
  try {
    engine = bootEngine({ workspaceFolder: findWorkspaceFolder(requestedFolder), worksOnJobs: true });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    parent.send({ type: 'refused', error: describeAppError(error) });
    return;
  }
  const end = (): void => {
    engine.close();
    process.exit(0);
  };
  const read = async ({ read, path, query }: Extract<ToEngine, { type: 'read' }>): Promise<void> => {
    try {
      parent.send({ type: 'columns', read, bytes: await engine.readData(path, new URLSearchParams(query)) });
    } catch (error) {
      if (!(error instanceof AppError)) logBug(error);
      parent.send({
        type: 'no-columns',
        read,
        error: describeAppError(error instanceof AppError ? error : describeBug()),
      });
    }
  };
  const wires = createRelayedWires(parent);
  parent.listen((message, port) => {
    switch (message.type) {
      case 'connect':
        engine.serve(port ? createPortWire(port) : wires.open(message.connection));
        break;
      case 'frame':
        wires.deliver(message.connection, message.frame);
        break;
      case 'disconnect':
        wires.close(message.connection);
        break;
      case 'read':
        void read(message);
        break;
      case 'close':
        end();
    }
  }, end);
  parent.send({ type: 'ready', workspaceFolder: engine.workspaceFolder });
}

run(findParent(), process.argv[2]);

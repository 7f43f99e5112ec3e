import { AppError } from '#contract/errors.ts';
import { restoreAppError, writeErrorDocument } from '#contract/wire/error-document.ts';
import { pauseOnTimer, type Pause } from '#contract/wire/pause.ts';
import type { Wire } from '#contract/wire/wire.ts';
import { systemClock, type Clock } from '../kernel/clock.ts';
import type { FromEngine, ToEngine } from './messages.ts';

/** A process of the engine as its host started it. */
export interface EngineChild<Port> {
  send(message: ToEngine, port?: Port): void;
  kill(): void;
  onMessage(listener: (message: FromEngine) => void): void;
  /** Called once, with a clause such as "with code 1". */
  onExit(listener: (how: string) => void): void;
}

/** The engine's process, started again whenever it dies. */
export interface KeptEngine<Port> {
  /** Passes the frames of a client on. Waits where the engine is not ready; closes the wire when the engine dies. */
  connect(wire: Wire): void;
  /** Hands the other end of a client's message port over to the engine. Waits where the engine is not ready. */
  connectPort(port: Port): void;
  /** Columns for a chart (contract/chart-data.ts). Waits where the engine is not ready. Errors: as of Engine.readData. */
  readData(path: string, query: URLSearchParams): Promise<Uint8Array>;
  /** Where the engine keeps everything. Waits until it is ready. Errors: its refusal. */
  findWorkspace(): Promise<string>;
  /** Resolves when the process has ended. */
  close(): Promise<void>;
}

export interface KeepEngineOptions<Port> {
  readonly launch: () => EngineChild<Port>;
  /** A sentence for the log of the host. */
  readonly log: (sentence: string) => void;
  readonly clock?: Pick<Clock, 'now'>;
  readonly pause?: Pause;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
/** A process that lived so long was well: the next one is started soon. */
const WELL_AFTER_MS = 60_000;
/** A process that does not end in this time when it is asked to is ended. */
const PARTING_MS = 10_000;

interface Read {
  readonly path: string;
  readonly query: URLSearchParams;
  wasRetried: boolean;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: AppError) => void;
}

/** Starts the engine and keeps it running: after a death at once, then after ever longer pauses. */
export function keepEngine<Port>({
  launch,
  log,
  clock = systemClock,
  pause = pauseOnTimer,
}: KeepEngineOptions<Port>): KeptEngine<Port> {
  const ending = new AbortController();
  /** Clients by the number of their connection, from connect() until their wire is closed. */
  const clients = new Map<number, { readonly wire: Wire; readonly waiting: string[] }>();
  let ports: Port[] = [];
  let connections = 0;
  const reads = new Map<number, Read>();
  let readCount = 0;
  let workspace = makeWorkspace();
  let child: EngineChild<Port> | null = null;
  let isReady = false;
  let refusal: AppError | null = null;

  const dropClients = (error: AppError | null): void => {
    for (const [connection, { wire }] of clients) {
      clients.delete(connection);
      if (error) void wire.send(`! ${writeErrorDocument(error)}`);
      wire.close();
    }
  };

  const sendRead = (read: number, { path, query }: Read): void => {
    child?.send({ type: 'read', read, path, query: query.toString() });
  };
  /** What was being read when the process died is read from the next one, once: it may be what killed it. */
  const keepReads = (): void => {
    for (const [number, read] of reads) {
      if (!read.wasRetried) {
        read.wasRetried = true;
        continue;
      }
      reads.delete(number);
      read.reject(
        new AppError(
          'engine/stopped',
          'The engine stopped twice while it read this.',
          'Look at the log; try another range.',
        ),
      );
    }
  };
  const refuseReads = (error: AppError): void => {
    for (const read of reads.values()) read.reject(error);
    reads.clear();
  };

  const announce = (connection: number, waiting: readonly string[]): void => {
    child?.send({ type: 'connect', connection });
    for (const frame of waiting) child?.send({ type: 'frame', connection, frame });
  };

  const onMessage = (message: FromEngine): void => {
    switch (message.type) {
      case 'ready':
        isReady = true;
        refusal = null;
        for (const [connection, { waiting }] of clients) announce(connection, waiting.splice(0));
        for (const port of ports.splice(0)) child?.send({ type: 'connect', connection: connections++ }, port);
        for (const [number, read] of reads) sendRead(number, read);
        workspace.resolve(message.workspaceFolder);
        break;
      case 'refused':
        refusal = restoreAppError(message.error);
        log(`The engine cannot start: ${refusal.message} ${refusal.hint}`);
        dropClients(refusal);
        refuseReads(refusal);
        workspace.reject(refusal);
        workspace = makeWorkspace();
        break;
      case 'columns':
        reads.get(message.read)?.resolve(message.bytes);
        reads.delete(message.read);
        break;
      case 'no-columns':
        reads.get(message.read)?.reject(restoreAppError(message.error));
        reads.delete(message.read);
        break;
      case 'frame':
        void clients.get(message.connection)?.wire.send(message.frame);
        break;
      case 'disconnect': {
        const client = clients.get(message.connection);
        clients.delete(message.connection);
        client?.wire.close();
      }
    }
  };

  const keep = async (): Promise<void> => {
    let pauseMs = FIRST_PAUSE_MS;
    while (!ending.signal.aborted) {
      const startedAt = clock.now();
      const exited = Promise.withResolvers<string>();
      child = launch();
      child.onMessage(onMessage);
      child.onExit(exited.resolve);
      const how = await exited.promise;
      child = null;
      // A process that was never ready has begun no read.
      if (isReady) keepReads();
      isReady = false;
      dropClients(null);
      if (ending.signal.aborted as boolean) return;
      if (clock.now() - startedAt >= WELL_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
      if (!refusal) log(`The engine ended ${how}; it is started again.`);
      await pause(pauseMs, ending.signal);
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  };

  const ended = keep();
  return {
    connect(wire) {
      const connection = connections++;
      const waiting: string[] = [];
      clients.set(connection, { wire, waiting });
      wire.listen({
        onFrame(frame) {
          // The engine says to the client what was wrong with it.
          const text = frame ?? '';
          if (isReady) child?.send({ type: 'frame', connection, frame: text });
          else waiting.push(text);
        },
        onClose() {
          if (clients.delete(connection) && isReady) child?.send({ type: 'disconnect', connection });
        },
      });
      if (isReady) announce(connection, waiting.splice(0));
    },
    connectPort(port) {
      if (isReady) child?.send({ type: 'connect', connection: connections++ }, port);
      else ports.push(port);
    },
    readData(path, query) {
      return new Promise((resolve, reject) => {
        const number = readCount++;
        const read: Read = { path, query, wasRetried: false, resolve, reject };
        reads.set(number, read);
        if (isReady) sendRead(number, read);
      });
    },
    findWorkspace: () => workspace.promise,
    async close() {
      ending.abort();
      dropClients(null);
      refuseReads(new AppError('engine/stopped', 'Almanac is being closed.', 'Start it again.'));
      ports = [];
      const parting = new AbortController();
      const isKilled = pause(PARTING_MS, parting.signal).then(() => {
        if (!parting.signal.aborted) child?.kill();
      });
      child?.send({ type: 'close' });
      await ended;
      parting.abort();
      await isKilled;
    },
  };
}

/** What is waiting for the workspace may have gone away before it is known that there is none. */
function makeWorkspace(): PromiseWithResolvers<string> {
  const workspace = Promise.withResolvers<string>();
  workspace.promise.catch(() => undefined);
  return workspace;
}

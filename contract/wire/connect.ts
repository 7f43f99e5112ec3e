import {
  AsyncIteratorClass,
  createORPCClient,
  ORPCError,
  type ClientContext,
  type ClientLink,
  type ClientOptions,
} from '@orpc/client';
import { StandardRPCLink } from '@orpc/client/standard';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import { ClientPeer } from '@orpc/standard-server-peer';
import type { apiContract } from '../api/api.ts';
import { changedBy } from '../change.ts';
import { AppError } from '../errors.ts';
import { openChannel, readHello } from './channel.ts';
import { describeBug, isErrorCode } from './error-document.ts';
import { pauseOnTimer, type Pause } from './pause.ts';
import type { Wire } from './wire.ts';

/** 'lost' while the host tries to reach the engine again. */
export type ConnectionState = 'connecting' | 'open' | 'lost';

/** A client of the engine on a connection that mends itself. */
export interface EngineConnection<Client> {
  readonly client: Client;
  readonly state: ConnectionState;
  /** What the engine said when it would not be connected to, such as that its workspace is damaged; else null. */
  readonly refusal: AppError | null;
  /** Calls back on each change of state or refusal, from now on; returns what ends that. */
  subscribe(listener: (state: ConnectionState) => void): () => void;
  close(): void;
}

export interface ConnectOptions {
  /** Opens a wire. May reject with an AppError, which becomes the refusal. */
  readonly open: () => Promise<Wire>;
  /**
   * Whether a verb may be asked for again where the connection was lost before its answer came. A stream that may begins
   * with the whole state, or its listener loads it when the connection is open again.
   */
  readonly mayRepeat: (path: readonly string[]) => boolean;
  readonly pause?: Pause;
  /** How long a call waits for a connection, in ms. */
  readonly patienceMs?: number;
}

/** The answer to a call may be large; what a client may send is the engine's to limit. */
const MAX_FRAME_LENGTH = 2 ** 26;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const PATIENCE_MS = 15_000;

/** A connection to the engine, over wires that `open` gives, one after another. What only reads is repeated. */
export function connectEngine(
  options: Omit<ConnectOptions, 'mayRepeat'>,
): EngineConnection<ContractRouterClient<typeof apiContract>> {
  return connectTo<typeof apiContract>({ ...options, mayRepeat: (path) => !(path.join('.') in changedBy) });
}

/** One wire, from the engine's hello until it closes. */
interface Session {
  readonly link: StandardRPCLink<ClientContext>;
  readonly isLost: boolean;
  readonly whenLost: Promise<AppError | null>;
  close(): void;
}

/** The same for any contract. */
export function connectTo<Contract extends AnyContractRouter>({
  open,
  mayRepeat,
  pause = pauseOnTimer,
  patienceMs = PATIENCE_MS,
}: ConnectOptions): EngineConnection<ContractRouterClient<Contract>> {
  const ending = new AbortController();
  const listeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = 'connecting';
  let refusal: AppError | null = null;
  let session: Session | null = null;
  let waiting: (() => void)[] = [];

  const change = (next: ConnectionState, nextRefusal: AppError | null): void => {
    if (state === next && refusal === nextRefusal) return;
    state = next;
    refusal = nextRefusal;
    for (const listener of [...listeners]) listener(state);
  };

  const keepConnected = async (): Promise<void> => {
    let pauseMs = FIRST_PAUSE_MS;
    while (!ending.signal.aborted) {
      let said: AppError | null;
      try {
        const opened = await openSession(await open(), ending.signal);
        session = opened;
        pauseMs = FIRST_PAUSE_MS;
        change('open', null);
        for (const resume of waiting.splice(0)) resume();
        said = await opened.whenLost;
        session = null;
      } catch (error) {
        said = toRefusal(error);
      }
      change(state === 'connecting' ? 'connecting' : 'lost', said);
      await pause(pauseMs, ending.signal);
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  };

  /** The open session, waited for as long as a call may wait. Errors: connection/unavailable, the engine's refusal. */
  const findSession = async (signal: AbortSignal | undefined): Promise<Session> => {
    if (session) return session;
    const patience = new AbortController();
    let resume: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      resume = resolve;
      waiting.push(resume);
    });
    const abort = (): void => {
      patience.abort();
    };
    signal?.addEventListener('abort', abort, { once: true });
    ending.signal.addEventListener('abort', abort, { once: true });
    try {
      await Promise.race([opened, pause(patienceMs, patience.signal)]);
      signal?.throwIfAborted();
      // Written since, while this waited.
      const found = session as Session | null;
      if (found) return found;
      throw (
        refusal ??
        new AppError(
          'connection/unavailable',
          'The engine cannot be reached.',
          'Almanac goes on trying; if it does not come back, restart it.',
        )
      );
    } finally {
      waiting = waiting.filter((other) => other !== resume);
      patience.abort();
      signal?.removeEventListener('abort', abort);
      ending.signal.removeEventListener('abort', abort);
    }
  };

  /** One call, repeated on the next session where the contract allows it. Gives the session that answered, too. */
  const call = async (
    path: readonly string[],
    input: unknown,
    options: ClientOptions<ClientContext>,
  ): Promise<{ readonly output: unknown; readonly from: Session }> => {
    for (;;) {
      const from = await findSession(options.signal);
      try {
        return { output: await from.link.call(path, input, options), from };
      } catch (error) {
        options.signal?.throwIfAborted();
        if (!from.isLost) throw translate(error);
        if (ending.signal.aborted || !mayRepeat(path)) throw describeLoss(path);
      }
    }
  };

  /**
   * The events of a stream, asked for again where the connection was lost and the contract allows it. No generator: the
   * return() of one waits for the event that is being waited for.
   */
  const follow = (
    events: AsyncIterator<unknown, unknown>,
    from: Session,
    path: readonly string[],
    input: unknown,
    options: ClientOptions<ClientContext>,
  ): AsyncIteratorClass<unknown> => {
    let isOver = false;
    return new AsyncIteratorClass(
      async () => {
        for (;;) {
          try {
            return await events.next();
          } catch (error) {
            options.signal?.throwIfAborted();
            if (isOver) return { done: true, value: undefined };
            if (!from.isLost) throw translate(error);
            if (ending.signal.aborted || !mayRepeat(path)) throw describeLoss(path);
            const again = await call(path, input, options);
            from = again.from;
            events = again.output as AsyncIterator<unknown, unknown>;
          }
        }
      },
      async (reason) => {
        isOver = true;
        if (reason !== 'next') await events.return?.();
      },
    );
  };

  const link: ClientLink<ClientContext> = {
    async call(path, input, options) {
      const { output, from } = await call(path, input, options);
      return isEventStream(output) ? follow(output, from, path, input, options) : output;
    },
  };

  void keepConnected();
  return {
    client: createORPCClient<ContractRouterClient<Contract>>(link),
    get state() {
      return state;
    },
    get refusal() {
      return refusal;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      ending.abort();
      session?.close();
    },
  };
}

/** Waits for the engine's hello. Errors: the engine's farewell; connection/unavailable where it closed without a word. */
function openSession(wire: Wire, signal: AbortSignal): Promise<Session> {
  return new Promise((resolve, reject) => {
    const lost = Promise.withResolvers<AppError | null>();
    let isOpen = false;
    let isLost = false;
    const peer = new ClientPeer(async (message) => {
      if (typeof message !== 'string') throw new TypeError('The contract has no files: they are uploaded.');
      await channel.send(message);
    });
    const session: Session = {
      link: new StandardRPCLink(
        {
          async call(request) {
            const response = await peer.request(request);
            return { ...response, body: () => Promise.resolve(response.body) };
          },
        },
        { url: 'http://orpc' },
      ),
      get isLost() {
        return isLost;
      },
      whenLost: lost.promise,
      close() {
        channel.close();
      },
    };
    const channel = openChannel(wire, MAX_FRAME_LENGTH, {
      onText(text) {
        if (isOpen) {
          peer.message(text).catch(() => {
            channel.close();
          });
        } else if (readHello(text) === null) {
          channel.close();
        } else {
          isOpen = true;
          resolve(session);
        }
      },
      onClose(error) {
        isLost = true;
        peer.close();
        lost.resolve(error);
        reject(
          error ??
            new AppError('connection/unavailable', 'The engine closed the connection at once.', 'Almanac tries again.'),
        );
      },
    });
    signal.addEventListener(
      'abort',
      () => {
        session.close();
      },
      { once: true },
    );
  });
}

function isEventStream(output: unknown): output is AsyncIterator<unknown, unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

function describeLoss(path: readonly string[]): AppError {
  return new AppError(
    'connection/lost',
    `The connection to the engine was lost while it worked on ${path.join('.')}.`,
    'What it had begun may have been finished: look before you ask for it again.',
  );
}

/** An error from the wire as the AppError that was thrown at its other end. */
function translate(error: unknown): unknown {
  if (!(error instanceof ORPCError)) return error;
  const { hint } = (error.data ?? {}) as { readonly hint?: unknown };
  if (isErrorCode(error.code) && typeof hint === 'string') return new AppError(error.code, error.message, hint);
  return describeBug();
}

function toRefusal(error: unknown): AppError {
  return error instanceof AppError
    ? error
    : new AppError('connection/unavailable', 'The engine cannot be reached.', 'Almanac goes on trying.', {
        cause: error,
      });
}

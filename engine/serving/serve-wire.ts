import { ORPCError, type AnyRouter } from '@orpc/server';
import { StandardRPCHandler } from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import { ServerPeer } from '@orpc/standard-server-peer';
import * as v from 'valibot';
import { AppError } from '#contract/errors.ts';
import { openChannel, writeHello } from '#contract/wire/channel.ts';
import type { Wire } from '#contract/wire/wire.ts';
import { almanacVersion } from '../kernel/version.ts';
import { conflateProgress } from './conflate-progress.ts';

/** Serves a client at the other end of a wire, until one of the two closes it. */
export type WireServer = (wire: Wire) => void;

export interface WireServerOptions {
  /** Takes a failure that is no AppError; clients only learn that there was one. */
  readonly logBug: (error: unknown) => void;
  /** Longest frame that a client may send, in UTF-16 units. What is larger than a document comes as a file. */
  readonly maxFrameLength?: number;
  /** Calls and streams of one client at a time. */
  readonly maxCalls?: number;
}

/**
 * What a client may send: a call, or the cancellation of one (t = 4), as oRPC's peer writes them. Files are uploaded
 * to the host instead, and nothing streams its input, so headers and the other types of message are refused.
 */
const requestSchema = v.union([
  v.strictObject({
    i: v.pipe(v.string(), v.maxLength(32)),
    p: v.strictObject({
      u: v.pipe(v.string(), v.regex(/^\/[A-Za-z]+\/[A-Za-z]+$/), v.maxLength(128)),
      b: v.optional(v.object({ json: v.optional(v.unknown()), meta: v.optional(v.array(v.unknown())) })),
    }),
  }),
  v.strictObject({ i: v.pipe(v.string(), v.maxLength(32)), t: v.literal(4) }),
]);

/** Makes a server of the router. Errors that are no bugs travel as values: code, message, hint. */
export function createWireServer(
  router: AnyRouter,
  context: object,
  { logBug, maxFrameLength = 2 ** 22, maxCalls = 256 }: WireServerOptions,
): WireServer {
  /** The error as it may be seen from outside. */
  const carry = (error: unknown): unknown => {
    if (error instanceof AppError) {
      return new ORPCError(error.code, { message: error.message, data: { hint: error.hint }, cause: error });
    }
    if (!(error instanceof Error && error.name === 'AbortError')) logBug(error);
    return new ORPCError('INTERNAL_SERVER_ERROR', { cause: error });
  };

  async function* carryStream(events: AsyncIterator<unknown, unknown>): AsyncGenerator<unknown, unknown, void> {
    try {
      return yield* conflateProgress(events);
    } catch (error) {
      throw carry(error);
    }
  }

  const carryOutcome = async (call: { next(): Promise<unknown> }): Promise<unknown> => {
    try {
      const output = await call.next();
      return isStream(output) ? carryStream(output) : output;
    } catch (error) {
      throw carry(error);
    }
  };

  const handler = new StandardRPCHandler<object>(router, { clientInterceptors: [carryOutcome] });
  const handleRequest = createServerPeerHandleRequestFn(handler, { context });

  return (wire) => {
    let calls = 0;
    const peer = new ServerPeer(async (message) => {
      if (typeof message !== 'string') throw new TypeError('An answer holds a Blob: bulk data goes another way.');
      await channel.send(message);
    });
    const channel = openChannel(wire, maxFrameLength, {
      onText(text) {
        if (!isRequest(text)) {
          channel.close(
            new AppError('wire/bad-frame', 'A call was expected; found something else.', 'Reload the window.'),
          );
          return;
        }
        if (calls >= maxCalls) {
          channel.close(
            new AppError(
              'wire/too-many-calls',
              `At most ${maxCalls} calls at a time were expected of one window.`,
              'Reload the window; if it happens again, report it.',
            ),
          );
          return;
        }
        calls += 1;
        peer
          .message(text, handleRequest)
          .catch((error: unknown) => {
            logBug(error);
            channel.close();
          })
          .finally(() => {
            calls -= 1;
          });
      },
      onClose() {
        peer.close();
      },
    });
    void channel.send(writeHello(almanacVersion));
  };
}

function isRequest(text: string): boolean {
  try {
    return v.is(requestSchema, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function isStream(output: unknown): output is AsyncIterator<unknown, unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

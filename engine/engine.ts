import { implement, ORPCError, ValidationError } from '@orpc/server';
import { apiContract } from '#contract/api/api.ts';
import type { AlertEvent } from '#contract/alert.ts';
import type { EpochMs } from '#contract/bars.ts';
import { changedBy, type ChangeKind } from '#contract/change.ts';
import { AppError } from '#contract/errors.ts';
import type { JobQueue } from './jobs/job-queue.ts';
import type { Clock } from './kernel/clock.ts';
import type { Topic } from './kernel/topic.ts';
import { describeStoreError, type Store } from './store/open-store.ts';

/** What every handler works with. */
export interface EngineContext {
  readonly store: Store;
  readonly clock: Clock;
  /** What a verb has changed, once it is done; see contract/change.ts. */
  readonly changes: Topic<ChangeKind>;
  readonly alertEvents: Topic<AlertEvent>;
  readonly jobs: JobQueue;
  readonly startedAt: EpochMs;
  /** Closes the workspace, does something to its files, and opens it again; what is in use of it fails. */
  withClosedStore<T>(work: () => T): T;
}

/**
 * The contract, ready to be given its handlers: each room's api.ts takes its own domain from here. Whatever
 * goes wrong behind it, and is not a bug, comes out as an AppError. What a verb changes is made known when it ends, however
 * it does: an import that was cancelled may have brought something.
 */
export const api = implement(apiContract)
  .$context<EngineContext>()
  .use(async ({ next, path, context: { changes } }) => {
    const publish = (): void => {
      for (const kind of changedBy[path.join('.')] ?? []) changes.publish(kind);
    };
    try {
      const result = await next();
      const { output } = result;
      if (isAsyncGenerator(output)) return { ...result, output: followEvents(output, publish) };
      publish();
      return result;
    } catch (error) {
      publish();
      throw describeError(error);
    }
  });

function isAsyncGenerator(value: unknown): value is AsyncGenerator<unknown, unknown, void> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** The same events and result, with errors described. Whoever stops listening stops the work behind it. */
async function* followEvents(
  events: AsyncGenerator<unknown, unknown, void>,
  onEnd: () => void,
): AsyncGenerator<unknown, unknown, void> {
  try {
    return yield* events;
  } catch (error) {
    throw describeError(error);
  } finally {
    onEnd();
  }
}

/** An error as the user should see it; a bug stays as it is. */
function describeError(error: unknown): Error {
  if (error instanceof ORPCError && error.cause instanceof ValidationError) return describeInputError(error.cause);
  const described = describeStoreError(error);
  return described instanceof Error ? described : new Error(String(described));
}

function describeInputError(error: ValidationError): AppError {
  const problems = error.issues.map((issue) => {
    const path = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part)).join('.');
    return `${path || 'input'}: ${issue.message}`;
  });
  return new AppError('input/invalid', `${problems.join('; ')}.`, 'Correct what is named above.', { cause: error });
}

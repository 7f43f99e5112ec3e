import { AppError } from '#contract/errors.ts';
import { say } from './say.ts';

/** An error as the user sees it: what was expected and found, what to do, and a code to copy. */
export interface ShownError {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** An AppError says all by itself, in the language in which it is read; anything else is a bug of Almanac's and says so. */
export function showError(error: unknown): ShownError {
  if (error instanceof AppError) {
    return {
      code: error.code,
      get message() {
        return say(error.message);
      },
      get hint() {
        return say(error.hint);
      },
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'app/bug', message, hint: '' };
}

/** Ended because the user, or the view that left, wanted it so: nothing to tell. */
export function isCancelled(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'job/cancelled';
  return error instanceof Error && error.name === 'AbortError';
}

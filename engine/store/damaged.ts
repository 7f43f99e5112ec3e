import { AppError } from '#contract/errors.ts';

/** What a user can do about a damaged workspace; every store/damaged says it. */
export const damagedHint =
  'Run "almanac restore" to go back to the latest backup, or "almanac restore --salvage" to keep what can still be ' +
  'read; both set the damaged database aside.';

/** The error store/damaged. `message` says what was found damaged, and where. */
export function damaged(message: string, cause?: unknown): AppError {
  return new AppError('store/damaged', message, damagedHint, { cause });
}

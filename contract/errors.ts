/** `domain/reason`, stable across releases: scripts and the interface match on it. */
export type ErrorCode = `${string}/${string}`;

/**
 * The one error that Almanac raises on purpose. The message says what was expected and what was
 * found; the hint says what the user can do about it. Anything else that is thrown is a bug.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}

/** Raised when the user cancels: not a fault, but it ends the work with a word on how to resume. */
export class CancelledError extends AppError {
  constructor(what: string, hint: string) {
    super('job/cancelled', `${what} was cancelled.`, hint);
  }
}

/** The status of HTTP that an error has where a host answers requests with it. */
export function statusOf({ code }: AppError): 400 | 404 | 500 {
  if (code.startsWith('input/')) return 400;
  return /^[^/]+\/(unknown|no)-/.test(code) ? 404 : 500;
}

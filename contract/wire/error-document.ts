import * as v from 'valibot';
import { AppError, type ErrorCode } from '../errors.ts';

/** An AppError as it travels. */
export interface ErrorDocument {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

const errorDocumentSchema = v.object({
  code: v.custom<ErrorCode>(isErrorCode),
  message: v.string(),
  hint: v.string(),
});

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && /^[a-z0-9-]+\/[a-z0-9-]+$/.test(code);
}

/** The cause stays where it is: it is for the log, and may hold what is nobody's business. */
export function describeAppError({ code, message, hint }: AppError): ErrorDocument {
  return { code, message, hint };
}

export function restoreAppError({ code, message, hint }: ErrorDocument): AppError {
  return new AppError(code, message, hint);
}

export function writeErrorDocument(error: AppError): string {
  return JSON.stringify(describeAppError(error));
}

/** The error that a text holds; null where it holds none. */
export function parseErrorDocument(text: string): AppError | null {
  try {
    const document = v.safeParse(errorDocumentSchema, JSON.parse(text));
    return document.success ? restoreAppError(document.output) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What a client sees of a bug: not what went wrong, which is for the log. */
export function describeBug(): AppError {
  return new AppError(
    'engine/bug',
    'Something went wrong inside Almanac that should not have.',
    'Try again; if it happens again, report it with the log ("almanac doctor" says where it is).',
  );
}

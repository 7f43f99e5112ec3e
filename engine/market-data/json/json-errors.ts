import { AppError } from '#contract/errors.ts';

/** `found` says what is wrong and where. */
export function damagedJson(label: string, found: string, cause?: unknown): AppError {
  return new AppError(
    'import/damaged-json',
    `${label} begins like JSON, but is none: ${found}.`,
    'Download the file again, or ask the provider for CSV.',
    { cause },
  );
}

export function truncatedJson(label: string, bytes: number, rows: number): AppError {
  return new AppError(
    'import/damaged-json',
    `${label} ends in the middle, after ${bytes} bytes and ${rows} whole rows: it was cut short.`,
    'Download the file again: the last transfer did not reach its end.',
  );
}

export function jsonTooLarge(label: string, mebibytes: number): AppError {
  return new AppError(
    'import/json-too-large',
    `${label} holds more than ${mebibytes} MiB beside rows of prices.`,
    'Export the prices as CSV, or as a JSON array with one row a bar.',
  );
}

/** `found` names two of them and where they stand. */
export function severalInstruments(label: string, found: string): AppError {
  return new AppError(
    'import/several-instruments',
    `${label} was expected to hold one instrument; ${found}.`,
    'Ask the provider for one instrument an answer.',
  );
}

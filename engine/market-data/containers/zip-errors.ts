import { AppError } from '#contract/errors.ts';

export function damagedZip(label: string, reason: string, cause?: unknown): AppError {
  return new AppError(
    'import/damaged-zip',
    `${label} is marked as zip, but it is damaged or was cut short (${reason}).`,
    'Download or copy the archive again.',
    { cause },
  );
}

/** `what` is the file that was found inside, as messages show it. */
export function nestedArchive(label: string, what: string): AppError {
  return new AppError(
    'import/nested-archive',
    `${label} holds ${what}; an archive inside an archive is not unpacked.`,
    'Unpack the outer archive yourself and import the files that it holds.',
  );
}

import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { AppError } from '#contract/errors.ts';

/** Bytes of a read from disk. */
const CHUNK_BYTES = 256 * 1024;

/**
 * The size and the first bytes of a file on disk. Errors: import/file-not-found, import/not-a-file,
 * import/empty-file, import/unreadable-file.
 */
export async function inspectFile(
  path: string,
  name: string,
  headBytes: number,
): Promise<{ readonly size: number; readonly head: Uint8Array }> {
  try {
    // Asked before the file is opened: opening a pipe would wait for someone to write to it.
    const info = await stat(path);
    if (!info.isFile()) {
      throw new AppError(
        'import/not-a-file',
        `${name} was expected to be a file, but it is a folder or a device.`,
        'Choose a single CSV, JSON, GZ or ZIP file.',
      );
    }
    if (info.size === 0) throw emptyFile(name);
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(headBytes), 0, headBytes, 0);
      return { size: info.size, head: buffer.subarray(0, bytesRead) };
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw describeFileError(cause, path, name);
  }
}

/**
 * The bytes of a file on disk, or those from `start` to before `end`, in chunks; `onBytes` hears the size of each.
 * The file is closed when the reader stops, also early. Errors: as for inspectFile.
 */
export async function* readStoredBytes(
  path: string,
  name: string,
  onBytes: (bytes: number) => void,
  range?: { readonly start: number; readonly end: number },
): AsyncGenerator<Uint8Array> {
  if (range && range.start >= range.end) return;
  const stream = createReadStream(path, {
    highWaterMark: CHUNK_BYTES,
    ...(range && { start: range.start, end: range.end - 1 }),
  });
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  try {
    for (;;) {
      let next;
      try {
        next = await chunks.next();
      } catch (cause) {
        throw describeFileError(cause, path, name);
      }
      if (next.done) return;
      onBytes(next.value.length);
      yield next.value;
    }
  } finally {
    await chunks.return?.();
  }
}

/** What the operating system says about a file, in words; errors that are no such thing come back as they are. */
export function describeFileError(cause: unknown, path: string, name: string): unknown {
  if (cause instanceof AppError || !isSystemError(cause)) return cause;
  if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') {
    return new AppError(
      'import/file-not-found',
      `There is no file at ${path}.`,
      'Check the path; the file may have been moved or renamed.',
      { cause },
    );
  }
  return new AppError(
    'import/unreadable-file',
    `${name} could not be read (${cause.code}).`,
    'Check that you may read the file and that its drive is connected.',
    { cause },
  );
}

export function emptyFile(name: string): AppError {
  return new AppError(
    'import/empty-file',
    `${name} is empty; a header line and at least one row of prices were expected.`,
    'Download the file again: the provider may have had no data, or the transfer failed.',
  );
}

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}

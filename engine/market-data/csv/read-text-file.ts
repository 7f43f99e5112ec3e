import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AppError } from '#contract/errors.ts';

/** About four million daily bars; a longer text would not fit into one string of the JavaScript engine with ease. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/** Price files shrink 3 to 10 times; a file that unpacks to more than this many times its size is a trap. */
export const MAX_UNPACK_RATIO = 200;

const gunzipAsync = promisify(gunzip);

/** The text of a UTF-8 file, unpacked when it is gzip (told by its content), without byte order mark. */
export async function readTextFile(path: string): Promise<string> {
  const name = basename(path);
  const stored = await readBytes(path, name);
  const bytes = stored[0] === 0x1f && stored[1] === 0x8b ? await unpack(stored, name) : stored;
  // Text has no NUL; archives, images, spreadsheets and UTF-16 have one early on.
  if (bytes.subarray(0, 65_536).includes(0)) {
    throw new AppError(
      'import/binary-file',
      `${name} was expected to be text, but its content is binary.`,
      'Export the prices as CSV in UTF-8 (a spreadsheet file cannot be read directly) and import that file.',
    );
  }
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === '') throw emptyFile(name);
  return text;
}

async function readBytes(path: string, name: string): Promise<Buffer> {
  try {
    const info = await stat(path);
    if (!info.isFile()) {
      throw new AppError(
        'import/not-a-file',
        `${name} was expected to be a file, but it is a folder or a device.`,
        'Choose a single CSV or CSV.GZ file.',
      );
    }
    if (info.size === 0) throw emptyFile(name);
    if (info.size > MAX_TEXT_BYTES) throw tooLarge(name);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const code = codeOf(cause);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new AppError(
        'import/file-not-found',
        `There is no file at ${path}.`,
        'Check the path; the file may have been moved or renamed.',
        { cause },
      );
    }
    throw new AppError(
      'import/unreadable-file',
      `${name} could not be read (${code}).`,
      'Check that you may read the file and that its drive is connected.',
      { cause },
    );
  }
}

async function unpack(stored: Buffer, name: string): Promise<Buffer> {
  const byRatio = stored.length * MAX_UNPACK_RATIO;
  try {
    return await gunzipAsync(stored, { maxOutputLength: Math.min(byRatio, MAX_TEXT_BYTES) });
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      if (byRatio >= MAX_TEXT_BYTES) throw tooLarge(name, cause);
      throw new AppError(
        'import/suspicious-compression',
        `${name} unpacks to more than ${MAX_UNPACK_RATIO} times its size; a price file unpacks to about 10 times.`,
        'Unpack the file yourself, check what it holds, and import the CSV.',
        { cause },
      );
    }
    if (code === 'Z_BUF_ERROR') {
      throw new AppError(
        'import/truncated-gzip',
        `${name} ends before its compressed content does.`,
        'Download or copy the file again: the last transfer was cut short.',
        { cause },
      );
    }
    throw new AppError(
      'import/damaged-gzip',
      `${name} is marked as gzip, but its content is damaged (${code}).`,
      'Download or copy the file again.',
      { cause },
    );
  }
}

function emptyFile(name: string): AppError {
  return new AppError(
    'import/empty-file',
    `${name} is empty; a header line and at least one row of prices were expected.`,
    'Download the file again: the provider may have had no data, or the transfer failed.',
  );
}

function tooLarge(name: string, cause?: unknown): AppError {
  return new AppError(
    'import/file-too-large',
    `${name} holds more than ${MAX_TEXT_BYTES / 1024 / 1024} MiB of text; a daily history of a century takes 2 MiB.`,
    'Export one instrument per file, with daily bars.',
    { cause },
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

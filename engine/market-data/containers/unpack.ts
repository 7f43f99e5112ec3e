import { createGunzip, createInflateRaw, type Gunzip, type InflateRaw } from 'node:zlib';
import { AppError } from '#contract/errors.ts';
import { damagedZip } from './zip-errors.ts';

/** Bytes that are unpacked at a time. */
const CHUNK_BYTES = 256 * 1024;

/** Price files shrink 3 to 10 times, files of one repeated byte 1030 times. Looked at after the first 64 MiB. */
const MAX_RATIO = 1000;
const RATIO_FROM_BYTES = 64 * 1024 * 1024;

/** A century of minute bars takes 3 GiB. */
const MAX_UNPACKED_BYTES = 16 * 1024 ** 3;

/** What is unpacked: the bytes of a gzip file with its header, or those of a file in a zip. */
export type PackedFormat = 'gzip' | 'deflate';

/**
 * Unpacks a stream with flat memory; several gzip members one after another are one content. `storedBytes` tells
 * how many bytes of the file on disk have been read for it so far. The source is closed when the reader stops, also
 * early. Errors: import/truncated-gzip, import/damaged-gzip, import/damaged-zip, import/suspicious-compression, and
 * those of the source.
 */
export async function* unpack(
  format: PackedFormat,
  source: AsyncIterable<Uint8Array>,
  label: string,
  storedBytes: () => number,
): AsyncGenerator<Uint8Array> {
  const inflater =
    format === 'gzip' ? createGunzip({ chunkSize: CHUNK_BYTES }) : createInflateRaw({ chunkSize: CHUNK_BYTES });
  // What goes wrong is told to whoever iterates, below.
  inflater.on('error', () => undefined);
  const fed = feed(source, inflater);
  const feeding = fed.finished.catch((error: unknown) => {
    inflater.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  let unpacked = 0;
  try {
    for await (const chunk of inflater as AsyncIterable<Uint8Array>) {
      unpacked += chunk.length;
      checkSize(unpacked, storedBytes(), label);
      yield chunk;
    }
  } catch (cause) {
    throw describeUnpackError(cause, format, label);
  } finally {
    inflater.destroy();
    await feeding;
  }
  // zlib passes over whatever comes behind the end of the content; only zeros, with which tapes are filled up, may.
  if (fed.lastNonZero() >= inflater.bytesWritten) throw damaged(format, label, 'something else comes behind its end');
}

/** Writes the source into the inflater, as fast as that takes it, and reads the source to its end. */
function feed(
  source: AsyncIterable<Uint8Array>,
  inflater: Gunzip | InflateRaw,
): { readonly finished: Promise<void>; readonly lastNonZero: () => number } {
  let length = 0;
  let lastNonZero = -1;
  async function run(): Promise<void> {
    for await (const chunk of source) {
      for (let i = chunk.length - 1; i >= 0; i--) {
        if (chunk[i] !== 0) {
          lastNonZero = length + i;
          break;
        }
      }
      length += chunk.length;
      if (inflater.readableEnded) continue;
      if (inflater.destroyed) return;
      if (!inflater.write(chunk)) await hasRoom(inflater);
    }
    if (!inflater.destroyed) inflater.end();
  }
  return { finished: run(), lastNonZero: () => lastNonZero };
}

/** Until the inflater takes more, or will never take more. */
function hasRoom(inflater: Gunzip | InflateRaw): Promise<void> {
  if (inflater.destroyed || inflater.readableEnded) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ['drain', 'end', 'close']) inflater.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'end', 'close']) inflater.on(event, done);
  });
}

function checkSize(unpacked: number, stored: number, label: string): void {
  const isDense = unpacked > RATIO_FROM_BYTES && unpacked > MAX_RATIO * stored;
  if (!isDense && unpacked <= MAX_UNPACKED_BYTES) return;
  throw new AppError(
    'import/suspicious-compression',
    isDense
      ? `${label} unpacks to more than ${MAX_RATIO} times its size; a price file unpacks to about 10 times.`
      : `${label} unpacks to more than ${MAX_UNPACKED_BYTES / 1024 ** 3} GiB; a century of minute bars takes 3.`,
    'Unpack the file yourself, check what it holds, and import the CSV.',
  );
}

function describeUnpackError(cause: unknown, format: PackedFormat, label: string): unknown {
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  if (!code.startsWith('Z_') || code === 'Z_MEM_ERROR') return cause;
  if (format === 'gzip' && code === 'Z_BUF_ERROR') {
    return new AppError(
      'import/truncated-gzip',
      `${label} ends before its compressed content does.`,
      'Download or copy the file again: the last transfer was cut short.',
      { cause },
    );
  }
  return damaged(format, label, code, cause);
}

function damaged(format: PackedFormat, label: string, reason: string, cause?: unknown): AppError {
  if (format === 'deflate') return damagedZip(label, reason, cause);
  return new AppError(
    'import/damaged-gzip',
    `${label} is marked as gzip, but its content is damaged (${reason}).`,
    'Download or copy the file again.',
    { cause },
  );
}

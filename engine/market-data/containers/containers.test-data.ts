import { strFromU8, strToU8, zipSync, type Zippable } from 'fflate';
import { AppError } from '#contract/errors.ts';
import { openEntries } from './open-entries.ts';

export const utf8 = strToU8;

/** Rows that compress as prices do. */
export function pricesText(rows: number, seed = 1): string {
  let state = seed;
  let price = 100;
  const lines = ['Date,Close'];
  for (let t = 0; t < rows; t++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    price *= 1 + (state / 2_147_483_648 - 0.5) / 50;
    lines.push(`${new Date(t * 86_400_000).toISOString().slice(0, 10)},${price.toFixed(2)}`);
  }
  return lines.join('\n');
}

/** A zip of these texts, or of these bytes. */
export function zip(files: Readonly<Record<string, string | Uint8Array>>, options: { level?: 0 | 6 } = {}): Uint8Array {
  const content: Zippable = {};
  for (const [name, value] of Object.entries(files)) content[name] = typeof value === 'string' ? utf8(value) : value;
  return zipSync(content, { level: options.level ?? 6, mtime: '2020-01-02T00:00:00Z' });
}

/** The same bytes with others from `at` on. */
export function patch(bytes: Uint8Array, at: number, ...values: readonly number[]): Uint8Array {
  const patched = bytes.slice();
  patched.set(values, at);
  return patched;
}

/** Where the n-th occurrence (from 0) of a signature in little-endian order begins. */
export function findSignature(bytes: Uint8Array, signature: number, nth = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let left = nth;
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (view.getUint32(at, true) === signature && left-- === 0) return at;
  }
  throw new Error('The archive has no such record.');
}

export const DIRECTORY_RECORD = 0x02014b50;
export const DIRECTORY_END = 0x06054b50;

export async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Name and text of every entry. */
export async function readEntries(path: string): Promise<{ name: string; label: string; text: string }[]> {
  const found = [];
  for await (const entry of openEntries(path)) {
    found.push({ name: entry.name, label: entry.label, text: strFromU8(await readAll(entry.read())) });
  }
  return found;
}

/** The code of the AppError that reading every entry ends with; other errors come through. */
export async function codeOfReading(path: string): Promise<string> {
  try {
    await readEntries(path);
    return 'none';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

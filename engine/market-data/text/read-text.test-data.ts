import { createBarCollector } from '../collect-bars.ts';
import type { ReadOptions } from '../import-options.ts';
import type { ParsedPrices } from '../parsed-prices.ts';
import { symbolOfFile } from '../symbol-of-file.ts';
import { readTextPrices } from './read-text-prices.ts';

/** When the files of these tests are read. */
export const now = Date.UTC(2026, 6, 1);

/** Chunks of a text, cut every `size` bytes as a stream may cut it. */
export async function* inChunks(text: string | Uint8Array, size = 1 << 16): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.slice(at, at + size));
}

/** The prices of a text file of this name. */
export async function readText(
  text: string | Uint8Array,
  name = 'AAA.csv',
  options: ReadOptions = {},
  chunkBytes?: number,
): Promise<ParsedPrices> {
  const collector = createBarCollector(options);
  const bytes = inChunks(text, chunkBytes);
  const entry = { name, label: name, path: `/prices/${name}`, read: () => bytes };
  await readTextPrices(entry, bytes, options, collector);
  return collector.finish({ label: name, symbol: symbolOfFile(name), now });
}

/** Lines as one text. */
export const lines = (...rows: readonly string[]): string => `${rows.join('\n')}\n`;

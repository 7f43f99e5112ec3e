import { basename } from 'node:path';
import type { EpochMs } from '#contract/bars.ts';
import type { ParsedPriceFile } from '../parsed-price-file.ts';
import { parsePriceText } from './parse-price-text.ts';
import { readTextFile } from './read-text-file.ts';
import { symbolOfFile } from './symbol-of-file.ts';

/**
 * Reads a daily price file: CSV (comma; or semicolon or tab, then with a decimal comma too), plain or
 * gzip, in any registered format and any order of rows. Rows that cannot be used are listed in
 * `refusedRows`; a file that cannot be trusted as a whole is refused with an AppError.
 * Rows dated after `now` are refused.
 */
export async function readPriceFile(path: string, now: EpochMs): Promise<ParsedPriceFile> {
  const symbol = symbolOfFile(path);
  const text = await readTextFile(path);
  return parsePriceText(text, { symbol, fileName: basename(path), now });
}

import type { EpochMs } from '#contract/bars.ts';
import { applyActions, findLeanActions } from './adjustment/lean-factor-file.ts';
import { createBarCollector } from './collect-bars.ts';
import { peek } from './containers/content-kind.ts';
import type { Entry } from './containers/entry.ts';
import type { ReadOptions } from './import-options.ts';
import { readJsonPrices } from './json/read-json-prices.ts';
import type { ParsedPrices } from './parsed-prices.ts';
import { cleanSymbol, symbolOfFile } from './symbol-of-file.ts';
import { readTextPrices } from './text/read-text-prices.ts';

/**
 * Reads the prices of one file in any known format, told by its content. Rows that cannot be used are listed; a
 * file that cannot be trusted as a whole is refused with an AppError. Rows dated after `now` are refused.
 * `onStoredBytes` hears how far the file on disk has been read.
 */
export async function readPrices(
  entry: Entry,
  options: ReadOptions,
  now: EpochMs,
  onStoredBytes?: (bytes: number) => void,
): Promise<ParsedPrices> {
  const collector = createBarCollector(
    options.symbol === undefined ? options : { ...options, symbol: cleanSymbol(options.symbol) ?? options.symbol },
  );
  const { head, bytes } = await peek(entry.read(onStoredBytes), HEAD_BYTES);
  try {
    if (isJson(head)) await readJsonPrices(entry, bytes, collector);
    else await readTextPrices(entry, bytes, options, collector);
  } finally {
    await bytes.return();
  }
  const prices = collector.finish({ label: entry.label, symbol: symbolOfFile(entry.name), now });
  if (prices.formatId !== 'lean') return prices;
  const zone = prices.stamps === 'day' ? null : prices.timeZone;
  const actions = await findLeanActions(entry, zone);
  return actions === null ? prices : applyActions(prices, actions);
}

/** Blanks before the first character are few. */
const HEAD_BYTES = 1024;
const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
const OPENING_BRACE = 0x7b;
const OPENING_BRACKET = 0x5b;

/** Whether a text is JSON, by its first character that is no blank. */
function isJson(head: Uint8Array): boolean {
  const first = head.find((byte) => !BLANKS.has(byte));
  return first === OPENING_BRACE || first === OPENING_BRACKET;
}

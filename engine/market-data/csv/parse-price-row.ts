import type { EpochMs } from '#contract/bars.ts';
import type { PriceColumns } from '../formats/price-format.ts';
import type { PriceRow } from '../parsed-price-file.ts';
import { formatDay, parseDay } from './parse-day.ts';
import { isMissing, parseNumber } from './parse-number.ts';
import { quoteField } from './quote-field.ts';

/** Providers round each price for itself, so that a close may end up a hair above its high. Relative. */
export const PRICE_TOLERANCE = 1e-3;

// A trading day may be one calendar day ahead of UTC: local time reaches UTC+14.
const MAX_OFFSET_MS = 14 * 3_600_000;

export interface RowRules {
  readonly columns: PriceColumns;
  readonly decimalComma: boolean;
  /** A row dated later than this, in every time zone, is refused. */
  readonly now: EpochMs;
}

/** The row's values, or the reason, in plain words, why it cannot be used. */
export function parsePriceRow(row: number, fields: readonly string[], rules: RowRules): PriceRow | string {
  const { columns, decimalComma } = rules;
  const time = parseDay(fields[columns.date]!.trim());
  if (Number.isNaN(time))
    return `the date ${quoteField(fields[columns.date]!)} is not a calendar day written as YYYY-MM-DD`;
  if (time > rules.now + MAX_OFFSET_MS) return `the date ${formatDay(time)} lies in the future`;

  const open = parseNumber(fields[columns.open]!, decimalComma);
  const high = parseNumber(fields[columns.high]!, decimalComma);
  const low = parseNumber(fields[columns.low]!, decimalComma);
  const close = parseNumber(fields[columns.close]!, decimalComma);
  const adjustedClose =
    columns.adjustedClose === null ? close : parseNumber(fields[columns.adjustedClose]!, decimalComma);
  if (!(open > 0 && high > 0 && low > 0 && close > 0 && adjustedClose > 0)) {
    return findBadPrice(fields, columns, decimalComma);
  }

  const tooHigh = 1 + PRICE_TOLERANCE;
  const tooLow = 1 - PRICE_TOLERANCE;
  if (high < low * tooLow) return `the high ${high} is below the low ${low}`;
  if (open > high * tooHigh || open < low * tooLow) {
    return `the open ${open} lies outside of low to high, ${low} to ${high}`;
  }
  if (close > high * tooHigh || close < low * tooLow) {
    return `the close ${close} lies outside of low to high, ${low} to ${high}`;
  }

  let volume = 0;
  if (columns.volume !== null) {
    const text = fields[columns.volume]!;
    volume = parseNumber(text, decimalComma);
    if (Number.isNaN(volume)) {
      if (!isMissing(text)) return `the volume ${quoteField(text)} is not a number`;
      volume = 0;
    }
    if (volume < 0) return `the volume ${volume} is negative`;
  }

  let sentiment: number | null = null;
  if (columns.sentiment !== null) {
    const text = fields[columns.sentiment]!;
    sentiment = parseNumber(text, decimalComma);
    if (Number.isNaN(sentiment)) {
      if (!isMissing(text)) return `the sentiment ${quoteField(text)} is not a number`;
      sentiment = null;
    }
  }

  return { row, time, open, high, low, close, volume, adjustedClose, sentiment };
}

/** The first price of a row that is not a positive number, in words. */
function findBadPrice(fields: readonly string[], columns: PriceColumns, decimalComma: boolean): string {
  const prices: readonly (readonly [string, number | null])[] = [
    ['open', columns.open],
    ['high', columns.high],
    ['low', columns.low],
    ['close', columns.close],
    ['adjusted close', columns.adjustedClose],
  ];
  for (const [name, column] of prices) {
    if (column === null) continue;
    const text = fields[column]!;
    if (isMissing(text)) return `the ${name} is missing`;
    const value = parseNumber(text, decimalComma);
    if (Number.isNaN(value)) return `the ${name} ${quoteField(text)} is not a number`;
    if (value <= 0) return `the ${name} ${value} is not above zero`;
  }
  throw new Error('A row was refused for a bad price, but each of its prices is good.');
}

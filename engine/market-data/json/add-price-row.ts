import type { PriceRowSink } from '../price-row-sink.ts';
import { isMissing } from '../text/parse-number.ts';
import { quoteField } from '../text/quote-field.ts';
import { asNumber, showValue } from './json-values.ts';
import type { TimeValue } from './time-value.ts';

/**
 * Hands a row of JSON values to the sink, or refuses it with the words that the text formats use. A file without a
 * volume passes 0, one without an adjusted close NaN (which no JSON holds), without a dividend 0, without a split 1.
 */
export function addPriceRow(
  sink: PriceRowSink,
  row: number,
  time: TimeValue,
  open: unknown,
  high: unknown,
  low: unknown,
  close: unknown,
  volume: unknown,
  adjustedClose: unknown,
  dividend: unknown,
  split: unknown,
): void {
  const openNumber = asNumber(open);
  const highNumber = asNumber(high);
  const lowNumber = asNumber(low);
  const closeNumber = asNumber(close);
  const volumeNumber = asNumber(volume);
  const adjustedNumber = asNumber(adjustedClose);
  const dividendNumber = isAbsent(dividend) ? 0 : asNumber(dividend);
  const splitNumber = isAbsent(split) ? 1 : asNumber(split);
  const reason =
    describeText('open', open, openNumber) ??
    describeText('high', high, highNumber) ??
    describeText('low', low, lowNumber) ??
    describeText('close', close, closeNumber) ??
    describeText('volume', volume, volumeNumber) ??
    describeText('adjusted close', adjustedClose, adjustedNumber) ??
    describeText('dividend', dividend, dividendNumber) ??
    describeText('split', split, splitNumber) ??
    // A missing price is the sink's to refuse, which keeps the dividend and the split of the row.
    (!Number.isNaN(adjustedClose) && isAbsent(adjustedClose) && !Number.isNaN(closeNumber)
      ? 'the adjusted close is missing'
      : null);
  if (reason !== null) {
    sink.refuse(row, reason);
    return;
  }
  sink.add(
    row,
    time.printed,
    time.offsetMs,
    openNumber,
    highNumber,
    lowNumber,
    closeNumber,
    volumeNumber,
    adjustedNumber,
    dividendNumber,
    // Some write 0 on days without a split.
    splitNumber === 0 ? 1 : splitNumber,
  );
}

/** What stands in the place of a number, unless nothing does. */
function describeText(name: string, value: unknown, number: number): string | null {
  if (!Number.isNaN(number) || Number.isNaN(value) || isAbsent(value)) return null;
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : showValue(value);
  return `the ${name} ${quoteField(text)} is not a number`;
}

/** Whether there is no value: null, nothing, or one of the words for it. */
function isAbsent(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && isMissing(value));
}

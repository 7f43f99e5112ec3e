import type { PriceRowSink } from '../price-row-sink.ts';
import { epochUnitOf } from '../time/epoch-number.ts';
import { createTimeReader, detectTimePattern, type TimeReader } from '../time/parse-time.ts';
import { asNumber } from './json-values.ts';

/** A time as it is printed (see PriceRowSink.add), NaN where there is none. */
export interface TimeValue {
  readonly printed: number;
  readonly offsetMs: number;
}

const epochReader = createTimeReader({ kind: 'epoch' });
const encoder = new TextEncoder();

/** Reads times given as numbers that count from 1970, as such numbers in strings, or as dates in strings. */
export function createTimeValueReader(
  sink: Pick<PriceRowSink, 'countTimeUnit'>,
): (value: unknown, row: number) => TimeValue {
  let textReader: TimeReader | null = null;
  return (value, row) => {
    const number = asNumber(value);
    const text = typeof value === 'string' ? value.trim() : String(value);
    if (!Number.isNaN(number) && !/^\d{8}$/.test(text)) {
      const unit = epochUnitOf(number);
      if (unit !== null) sink.countTimeUnit(unit, row);
      // Whole milliseconds are the usual case and need no parsing of digits.
      if (unit === 'milliseconds' && Number.isInteger(number)) return { printed: number, offsetMs: 0 };
      const digits = encoder.encode(text);
      return { printed: epochReader.read(digits, 0, digits.length), offsetMs: 0 };
    }
    if (textReader === null) {
      const pattern = detectTimePattern([text]);
      if (pattern === null || pattern === 'ambiguous-day-order') return { printed: Number.NaN, offsetMs: Number.NaN };
      textReader = createTimeReader(pattern);
    }
    const bytes = encoder.encode(text);
    return { printed: textReader.read(bytes, 0, bytes.length), offsetMs: textReader.offsetMs };
  };
}

import type { EpochMs } from '#contract/bars.ts';
import { FIRST_YEAR, LAST_YEAR } from './calendar-day.ts';
import type { FieldScanner } from './field-scanner.ts';

export type EpochUnit = 'seconds' | 'milliseconds' | 'microseconds' | 'nanoseconds';

const FIRST_MS = Date.UTC(FIRST_YEAR, 0, 1);
const END_MS = Date.UTC(LAST_YEAR + 1, 0, 1);

const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;

const decoder = new TextDecoder();

/**
 * The unit of a number that counts from 1970: the coarsest in which it lies in the years 1800 to 2200. So
 * milliseconds are known from 26 March 1970 on; smaller ones read as seconds. Null where no unit fits.
 */
export function epochUnitOf(value: number): EpochUnit | null {
  if (isInYears(value * 1e3)) return 'seconds';
  if (isInYears(value)) return 'milliseconds';
  if (isInYears(value / 1e3)) return 'microseconds';
  if (isInYears(value / 1e6)) return 'nanoseconds';
  return null;
}

/**
 * Reads the rest of the field as a number that counts from 1970 in the unit that its magnitude tells, with or
 * without decimals or exponent. Fractions of a millisecond are cut towards the past. NaN where it is none.
 */
export function scanEpoch(scanner: FieldScanner): EpochMs {
  const { bytes, end } = scanner;
  const start = scanner.at;
  const sign = scanner.peek();
  if (sign === MINUS || sign === PLUS) scanner.at++;
  const from = scanner.at;
  const digits = scanner.readDigits();
  const to = scanner.at;
  if (digits === 0) return Number.NaN;
  if (scanner.peek() === POINT) {
    scanner.at++;
    scanner.readDigits();
  }
  if (!scanner.isAtEnd()) return parseExponentForm(decoder.decode(bytes.subarray(start, end)));
  const magnitude = digitsOf(bytes, from, to);
  const unit = epochUnitOf(sign === MINUS ? -magnitude : magnitude);
  if (unit === null) return Number.NaN;

  // A double holds no nanosecond since 1970 exactly, so digits are taken up to the millisecond and no further.
  let whole: number;
  let isCut = false;
  if (unit === 'seconds') {
    whole = magnitude * 1000;
    for (let at = to + 1, place = 100; at < end; at++) {
      const digit = bytes[at]! - ZERO;
      if (place >= 1) whole += digit * place;
      else isCut ||= digit !== 0;
      place = place === 1 ? 0 : place / 10;
    }
  } else {
    const kept = to - (unit === 'milliseconds' ? 0 : unit === 'microseconds' ? 3 : 6);
    whole = digitsOf(bytes, from, kept);
    for (let at = kept; at < end; at++) isCut ||= bytes[at]! !== ZERO && bytes[at]! !== POINT;
  }
  if (sign !== MINUS) return whole;
  return isCut ? -whole - 1 : 0 - whole;
}

function parseExponentForm(text: string): EpochMs {
  if (!/^[+-]?\d+(\.\d*)?e[+-]?\d+$/i.test(text)) return Number.NaN;
  const value = Number(text);
  const unit = epochUnitOf(value);
  if (unit === null) return Number.NaN;
  const ms =
    unit === 'seconds' ? value * 1e3 : unit === 'milliseconds' ? value : value / (unit === 'microseconds' ? 1e3 : 1e6);
  // The product of an exact number of milliseconds may fall short of it by the error of one rounding.
  return Math.floor(Math.round(ms * 1e3) / 1e3);
}

function digitsOf(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + bytes[at]! - ZERO;
  return value;
}

function isInYears(ms: number): boolean {
  return ms >= FIRST_MS && ms < END_MS;
}

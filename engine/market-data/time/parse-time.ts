import type { EpochMs } from '#contract/bars.ts';
import { midnightOf } from './calendar-day.ts';
import { scanEpoch } from './epoch-number.ts';
import { FieldScanner } from './field-scanner.ts';
import { scanMonthName } from './month-name.ts';
import { scanRest } from './scan-clock.ts';

/**
 * How a file writes its times, each optionally with a time of day and an offset behind the date:
 * - iso: 2010-04-15, 2010/04/15, 2010.04.15, 20100415, 20100415093000
 * - day-first, month-first: 15.04.2010, 4/15/2010, 15-04-2010
 * - month-name: Jan 02, 2020, 2 January 2020, 02-Jan-2020, 2 sty 2020
 * - epoch: seconds, milliseconds, microseconds or nanoseconds since 1970, each value by its own magnitude
 */
export interface TimePattern {
  readonly kind: 'iso' | 'day-first' | 'month-first' | 'epoch' | 'month-name';
}

/** Reads fields of one pattern; serves a whole file. */
export interface TimeReader {
  /**
   * The printed date and time as if it were UTC, NaN where the bytes are no time of the pattern or no day of the
   * years 1800 to 2200. Sets `offsetMs`.
   */
  read(bytes: Uint8Array, start: number, end: number): EpochMs;
  /** Offset from UTC printed with the last field, in ms; 0 for epoch numbers and Z; NaN where none was printed. */
  readonly offsetMs: number;
}

/** A pattern that reads a smaller share of the sample is not the one it is written in; a few rows may be broken. */
const MIN_READ_SHARE = 0.8;

/** Smaller numbers, such as row numbers, prices and the days of spreadsheets, are no epoch: in seconds it is 1973. */
const USUAL_EPOCH_DIGITS = /^[+-]?(\d{9,}|\d(\.\d+)?e\+?(\d\d|[89]))/i;

const POINT = 0x2e;
const DASH = 0x2d;
const SLASH = 0x2f;
const COMMA = 0x2c;

/**
 * What the sample of time fields (trimmed, up to a few hundred of the file) is written in; null when it is nothing
 * known. Days of eight digits (and times of twelve and fourteen) go before epoch numbers. The order of day and month
 * is told by a number above 12, otherwise by `dayOrder`, otherwise dots mean that the day comes first.
 */
export function detectTimePattern(
  samples: readonly string[],
  dayOrder?: 'day-first' | 'month-first',
): TimePattern | 'ambiguous-day-order' | null {
  const filled = samples.filter((sample) => sample.trim() !== '');
  if (filled.length === 0) return null;
  const encoder = new TextEncoder();
  const fields = filled.map((sample) => encoder.encode(sample));
  const countRead = (kind: TimePattern['kind']): number => {
    const reader = createTimeReader({ kind });
    return fields.filter((field) => !Number.isNaN(reader.read(field, 0, field.length))).length;
  };
  const enough = fields.length * MIN_READ_SHARE;
  if (countRead('iso') >= enough) return { kind: 'iso' };

  const dayFirst = countRead('day-first');
  const monthFirst = countRead('month-first');
  if (Math.max(dayFirst, monthFirst) >= enough) {
    if (dayFirst !== monthFirst) return { kind: dayFirst > monthFirst ? 'day-first' : 'month-first' };
    if (dayOrder !== undefined) return { kind: dayOrder };
    return filled.some((sample) => /^\s*\d\d?\.\d\d?\.\d{4}/.test(sample))
      ? { kind: 'day-first' }
      : 'ambiguous-day-order';
  }
  if (countRead('month-name') >= enough) return { kind: 'month-name' };
  const usual = filled.filter((sample) => USUAL_EPOCH_DIGITS.test(sample.trim())).length;
  return usual * 2 >= filled.length && countRead('epoch') >= enough ? { kind: 'epoch' } : null;
}

export function createTimeReader(pattern: TimePattern): TimeReader {
  switch (pattern.kind) {
    case 'iso':
      return new DateReader(scanIsoDay);
    case 'day-first':
      return new DateReader((scanner) => scanDayAndMonth(scanner, true));
    case 'month-first':
      return new DateReader((scanner) => scanDayAndMonth(scanner, false));
    case 'month-name':
      return new DateReader(scanNamedDay);
    case 'epoch':
      return new EpochReader();
  }
}

class DateReader implements TimeReader {
  offsetMs = Number.NaN;
  private readonly scanner = new FieldScanner();
  private readonly scanDay: (scanner: FieldScanner) => EpochMs;

  constructor(scanDay: (scanner: FieldScanner) => EpochMs) {
    this.scanDay = scanDay;
  }

  read(bytes: Uint8Array, start: number, end: number): EpochMs {
    const { scanner } = this;
    scanner.begin(bytes, start, end);
    const day = this.scanDay(scanner);
    if (Number.isNaN(day)) {
      this.offsetMs = Number.NaN;
      return Number.NaN;
    }
    return day + scanRest(scanner, this);
  }
}

class EpochReader implements TimeReader {
  offsetMs = Number.NaN;
  private readonly scanner = new FieldScanner();

  read(bytes: Uint8Array, start: number, end: number): EpochMs {
    this.scanner.begin(bytes, start, end);
    const time = scanEpoch(this.scanner);
    this.offsetMs = Number.isNaN(time) ? Number.NaN : 0;
    return time;
  }
}

function scanIsoDay(scanner: FieldScanner): EpochMs {
  const from = scanner.at;
  const digits = scanner.readDigits();
  const number = scanner.value;
  if (digits === 4) {
    const separator = scanner.peek();
    if (!isDateSeparator(separator)) return Number.NaN;
    scanner.at++;
    const month = scanShortNumber(scanner);
    if (scanner.peek() !== separator) return Number.NaN;
    scanner.at++;
    return midnightOf(number, month, scanShortNumber(scanner));
  }
  if (digits === 8) return midnightOfDigits(number);
  if (digits !== 12 && digits !== 14) return Number.NaN;
  // The time of day follows without a separator, and is left to be read as behind any day.
  scanner.at = from + 8;
  return midnightOfDigits(Math.floor(number / (digits === 12 ? 1e4 : 1e6)));
}

function scanDayAndMonth(scanner: FieldScanner, isDayFirst: boolean): EpochMs {
  const first = scanShortNumber(scanner);
  const separator = scanner.peek();
  if (!isDateSeparator(separator)) return Number.NaN;
  scanner.at++;
  const second = scanShortNumber(scanner);
  if (scanner.peek() !== separator) return Number.NaN;
  scanner.at++;
  if (scanner.readDigits() !== 4) return Number.NaN;
  return isDayFirst ? midnightOf(scanner.value, second, first) : midnightOf(scanner.value, first, second);
}

/** Jan 02, 2020 or 02 Jan 2020, the parts apart by blanks, a comma or a dash. */
function scanNamedDay(scanner: FieldScanner): EpochMs {
  let day = scanShortNumber(scanner);
  const isDayFirst = !Number.isNaN(day);
  if (isDayFirst) skipPartSeparator(scanner);
  const month = scanMonthName(scanner);
  if (Number.isNaN(month)) return Number.NaN;
  skipPartSeparator(scanner);
  if (!isDayFirst) {
    day = scanShortNumber(scanner);
    if (!skipPartSeparator(scanner)) return Number.NaN;
  }
  return scanner.readDigits() === 4 ? midnightOf(scanner.value, month, day) : Number.NaN;
}

function skipPartSeparator(scanner: FieldScanner): boolean {
  const from = scanner.at;
  scanner.skipBlanks();
  const byte = scanner.peek();
  if (byte === COMMA || byte === DASH) {
    scanner.at++;
    scanner.skipBlanks();
  }
  return scanner.at > from;
}

/** One or two digits; NaN where the next are none or more. */
function scanShortNumber(scanner: FieldScanner): number {
  const digits = scanner.readDigits();
  return digits === 1 || digits === 2 ? scanner.value : Number.NaN;
}

function midnightOfDigits(number: number): EpochMs {
  return midnightOf(Math.floor(number / 1e4), Math.floor(number / 100) % 100, number % 100);
}

function isDateSeparator(byte: number): boolean {
  return byte === DASH || byte === SLASH || byte === POINT;
}

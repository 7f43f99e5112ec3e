import { DAY } from './calendar-day.ts';
import type { FieldScanner } from './field-scanner.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

/** Real offsets reach from -12 to +14 hours; local mean times of the 19th century up to 16. */
const MAX_OFFSET_HOURS = 15;

const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const LOWER_A = 0x61;
const LOWER_M = 0x6d;
const LOWER_P = 0x70;
const LOWER_T = 0x74;

/**
 * Reads a time of day: HH:MM, HH:MM:SS, either with AM or PM, HH-AM, HHMM, HHMMSS, with decimals of a second
 * behind seconds. Milliseconds since midnight (a day for 24:00), NaN where there is none. Decimals beyond the
 * millisecond are cut: 23:59:59.9999 must not become the next day.
 */
export function scanClock(scanner: FieldScanner): number {
  const digits = scanner.readDigits();
  const first = scanner.value;
  if (digits === 1 || digits === 2) {
    if (scanner.peek() !== COLON) return toHalfDay(scanner, first, 0, true);
    scanner.at++;
    if (scanner.readDigits() !== 2) return Number.NaN;
    const minute = scanner.value;
    if (scanner.peek() !== COLON) return toHalfDay(scanner, first, checked(minute, 60) * MINUTE, false);
    scanner.at++;
    if (scanner.readDigits() !== 2) return Number.NaN;
    const rest = checked(minute, 60) * MINUTE + checked(scanner.value, 60) * SECOND + scanDecimals(scanner);
    return toHalfDay(scanner, first, rest, false);
  }
  if (digits === 4) return splitDigits(first * 100, 0);
  if (digits === 6) return splitDigits(first, scanDecimals(scanner));
  return Number.NaN;
}

/** Milliseconds since midnight of a number written HHMMSS, plus `ms`; NaN where it is no time of day. */
export function splitDigits(number: number, ms: number): number {
  const hour = Math.floor(number / 10_000);
  const minute = Math.floor(number / 100) % 100;
  return inDay(hour * HOUR + checked(minute, 60) * MINUTE + checked(number % 100, 60) * SECOND + ms);
}

/**
 * Reads what follows a date up to the end of the field: nothing, a time of day, a zone (Z, UTC, GMT, +08:00,
 * +0800, -05, GMT+0100), or a time and a zone. Milliseconds since midnight, NaN where the rest is something else.
 * `onOffset.offsetMs` is set to the offset from UTC, NaN where none is printed.
 */
export function scanRest(scanner: FieldScanner, onOffset: { offsetMs: number }): number {
  onOffset.offsetMs = Number.NaN;
  if (scanner.isAtEnd()) return 0;
  const mark = scanner.peek();
  // A digit comes next only in 20100415093000.
  let hasClock = isDigit(mark);
  if (mark === MINUS || mark === SEMICOLON || mark === COMMA || (mark | 0x20) === LOWER_T) {
    scanner.at++;
    scanner.skipBlanks();
    hasClock = true;
  } else if (scanner.skipBlanks() > 0 && isDigit(scanner.peek())) {
    hasClock = true;
  }
  const clock = hasClock ? scanClock(scanner) : 0;
  if (Number.isNaN(clock)) return Number.NaN;
  if (scanner.isAtEnd()) return clock;
  scanner.skipBlanks();
  onOffset.offsetMs = scanOffset(scanner);
  if (scanner.isAtEnd() && !Number.isNaN(onOffset.offsetMs)) return clock;
  onOffset.offsetMs = Number.NaN;
  return Number.NaN;
}

function scanOffset(scanner: FieldScanner): number {
  const isNamed = scanner.skipWord('z') || scanner.skipWord('utc') || scanner.skipWord('gmt');
  if (isNamed && scanner.isAtEnd()) return 0;
  const sign = scanner.peek();
  if (sign !== PLUS && sign !== MINUS) return Number.NaN;
  scanner.at++;
  const digits = scanner.readDigits();
  let hours = scanner.value;
  let minutes = 0;
  if (digits === 4) {
    minutes = hours % 100;
    hours = Math.floor(hours / 100);
  } else if (digits !== 1 && digits !== 2) {
    return Number.NaN;
  } else if (scanner.peek() === COLON) {
    scanner.at++;
    if (scanner.readDigits() !== 2) return Number.NaN;
    minutes = scanner.value;
  }
  const offset = checked(hours, MAX_OFFSET_HOURS + 1) * HOUR + checked(minutes, 60) * MINUTE;
  // Not -0, which is another value to Object.is.
  return sign === MINUS && offset !== 0 ? -offset : offset;
}

/** Applies an AM or PM behind an hour; `rest` are the milliseconds of its minutes and seconds. */
function toHalfDay(scanner: FieldScanner, hour: number, rest: number, mustHave: boolean): number {
  if (scanner.isAtEnd()) return mustHave ? Number.NaN : inDay(hour * HOUR + rest);
  const from = scanner.at;
  if (scanner.peek() === MINUS) scanner.at++;
  else scanner.skipBlanks();
  const letter = scanner.peek() | 0x20;
  if ((letter === LOWER_A || letter === LOWER_P) && ((scanner.bytes[scanner.at + 1] ?? 0) | 0x20) === LOWER_M) {
    if (scanner.end - scanner.at < 2 || hour < 1 || hour > 12) return Number.NaN;
    scanner.at += 2;
    return ((hour % 12) + (letter === LOWER_P ? 12 : 0)) * HOUR + rest;
  }
  scanner.at = from;
  return mustHave ? Number.NaN : inDay(hour * HOUR + rest);
}

/** Decimals of a second in whole milliseconds, cut; 0 where there are none, NaN for a point without digits. */
function scanDecimals(scanner: FieldScanner): number {
  if (scanner.peek() !== POINT) return 0;
  scanner.at++;
  let ms = 0;
  let digits = 0;
  for (; isDigit(scanner.peek()); scanner.at++, digits++) {
    if (digits < 3) ms = ms * 10 + scanner.peek() - ZERO;
  }
  if (digits === 0) return Number.NaN;
  return digits === 1 ? ms * 100 : digits === 2 ? ms * 10 : ms;
}

function checked(value: number, limit: number): number {
  return value < limit ? value : Number.NaN;
}

/** 24:00 is the end of the day, as ISO 8601 writes it. */
function inDay(ms: number): number {
  return ms <= DAY ? ms : Number.NaN;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39;
}

import { FieldScanner } from './field-scanner.ts';
import { scanClock, splitDigits } from './scan-clock.ts';

/** The time of day that the bytes of a field hold, in ms since midnight (a day for 24:00); NaN where they hold none. */
export type TimeOfDayReader = (bytes: Uint8Array, start: number, end: number) => number;

/**
 * A reader of times of day in a column of their own: the forms that follow a date (see scanClock), and digits alone.
 * `samples`, fields of that column, tell how these are meant: where one of them is five or six digits, all are HHMMSS,
 * otherwise HHMM; zeros may be missing on the left. 1000 is ten minutes past midnight beside 93000, and ten o'clock
 * beside 930.
 */
export function createTimeOfDayReader(samples: readonly string[]): TimeOfDayReader {
  const hasSeconds = samples.some((sample) => /^\s*\d{5,6}\s*$/.test(sample));
  const [mostDigits, scale] = hasSeconds ? [6, 1] : [4, 100];
  const scanner = new FieldScanner();
  return (bytes, start, end) => {
    scanner.begin(bytes, start, end);
    const from = scanner.at;
    const digits = scanner.readDigits();
    if (digits > 0 && scanner.isAtEnd()) {
      return digits <= mostDigits ? splitDigits(scanner.value * scale, 0) : Number.NaN;
    }
    scanner.at = from;
    const time = scanClock(scanner);
    return scanner.isAtEnd() ? time : Number.NaN;
  };
}

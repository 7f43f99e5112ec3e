import type { EpochMs } from '#contract/bars.ts';

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** Years outside are misread numbers rather than dates of prices. */
export const FIRST_YEAR = 1800;
export const LAST_YEAR = 2200;

const DAYS_BEFORE_MONTH = Int16Array.of(0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334);
const DAYS_OF_MONTH = Int8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);
const LEAP_DAYS_TO_1969 = leapDaysTo(1969);

/** Midnight UTC of a day of the Gregorian calendar; NaN where there is no such day, or outside of 1800 to 2200. */
export function midnightOf(year: number, month: number, day: number): EpochMs {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > DAYS_OF_MONTH[month]! && !(isLeap && month === 2 && day === 29)) return Number.NaN;
  const days =
    (year - 1970) * 365 +
    leapDaysTo(year - 1) -
    LEAP_DAYS_TO_1969 +
    DAYS_BEFORE_MONTH[month]! +
    (isLeap && month > 2 ? 1 : 0) +
    day -
    1;
  return days * DAY;
}

function leapDaysTo(year: number): number {
  return Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
}

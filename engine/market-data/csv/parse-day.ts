import type { EpochMs } from '#contract/bars.ts';

// 2010-04-15, 2010/04/15, 20100415, and any of them with a time of day and an offset behind it.
const DAY = /^(\d{4})([-/]?)(\d\d)\2(\d\d)(?:[ T]\d\d?:\d\d[\d:.]*(?: ?Z| ?[+-]\d\d:?\d\d)?)?$/;

/**
 * Midnight UTC of the calendar day that the text names, or NaN. The day is taken as printed, whatever
 * the time and offset behind it: providers print the trading day in the exchange's own time.
 */
export function parseDay(text: string): EpochMs {
  const match = DAY.exec(text);
  if (match === null) return Number.NaN;
  const year = Number(match[1]);
  const month = Number(match[3]);
  const day = Number(match[4]);
  // Date.UTC reads the years 0 to 99 as 1900 to 1999, and rolls 30 February over into March.
  if (year < 1000 || month < 1 || month > 12) return Number.NaN;
  const time = Date.UTC(year, month - 1, day);
  return day >= 1 && (day <= 28 || new Date(time).getUTCDate() === day) ? time : Number.NaN;
}

/** The day as YYYY-MM-DD. */
export function formatDay(time: EpochMs): string {
  return new Date(time).toISOString().slice(0, 10);
}

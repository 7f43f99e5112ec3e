import type { EpochMs } from '#contract/bars.ts';
import { DAY } from './calendar-day.ts';

const HOUR = 3_600_000;

/** Offsets of zones are whole quarters of an hour; a time of day that is none, such as that of a last trade, is no midnight. */
const QUARTER = HOUR / 4;

/** The earliest midnight that lies on the day before in UTC: that of Auckland in summer time, at +13:00. */
const EARLIEST_MIDNIGHT = 11 * HOUR;

/** The next day is taken where it has at most this share of the weekend days that the day as it is has. */
const FEWER = 0.25;

/**
 * Days of daily or longer bars, midnights UTC, from times [rows] without a stated zone.
 *
 * The day is the one that is printed, except for instants (offset 0, as for epoch numbers) that are midnights of an
 * exchange east of Greenwich and lie on the day before in UTC: Tokyo's at 15:00, Berlin's at 22:00 or 23:00, Sydney's at
 * 13:00 or 14:00. The opening or close of an American market (14:30, 21:00) lies there as well and is on its own day.
 * The weekends tell them apart: of all instants at whole quarters of an hour from 11:00 UTC on, the next day is taken
 * where that has at most a quarter of the Saturdays and Sundays that there are otherwise. A market that trades on all
 * days, and a few days without a Sunday among them, are left as they are.
 */
export function nameLocalDays(printed: Float64Array, offsetMs: Float64Array | null): Float64Array {
  const mayBeMidnight = (time: EpochMs, row: number): boolean =>
    offsetMs?.[row] === 0 && time % QUARTER === 0 && time - dayOf(time) >= EARLIEST_MIDNIGHT;
  let weekendsNow = 0;
  let weekendsNext = 0;
  printed.forEach((time, row) => {
    if (!mayBeMidnight(time, row)) return;
    if (isWeekend(dayOf(time))) weekendsNow++;
    if (isWeekend(dayOf(time) + DAY)) weekendsNext++;
  });
  const takesNext = weekendsNow > 0 && weekendsNext <= FEWER * weekendsNow;
  return printed.map((time, row) => dayOf(time) + (takesNext && mayBeMidnight(time, row) ? DAY : 0));
}

function dayOf(time: EpochMs): EpochMs {
  return Math.floor(time / DAY) * DAY;
}

function isWeekend(day: EpochMs): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday === 0 || weekday === 6;
}

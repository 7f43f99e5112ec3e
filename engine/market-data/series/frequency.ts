import type { SeriesFrequency } from '#contract/api/market-data.ts';
import type { EpochMs } from '#contract/bars.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTH = 30.44 * DAY;

/**
 * After this time without a new value a series counts as ended, by how often it has one: a month of silence for
 * daily values, about three periods for the others.
 */
export const maxAgesMs: Readonly<Record<SeriesFrequency, number>> = {
  intraday: 7 * DAY,
  day: 31 * DAY,
  week: 31 * DAY,
  month: 100 * DAY,
  quarter: 280 * DAY,
  irregular: 366 * DAY,
};

/** How often a series has a value, by the median distance of its times (ascending). */
export function detectFrequency(time: Float64Array): SeriesFrequency {
  if (time.length < 2) return 'irregular';
  const median = medianStep(time);
  if (median < 20 * HOUR) return 'intraday';
  if (median <= 4 * DAY) return 'day';
  if (median >= 6 * DAY && median <= 8 * DAY) return 'week';
  if (median >= 28 * DAY && median <= 31 * DAY) return 'month';
  if (median >= 89 * DAY && median <= 93 * DAY) return 'quarter';
  return 'irregular';
}

/**
 * When each value was known: at the end of the period that it is dated with, plus the lag. A day ends at midnight
 * UTC. Periods that are all dated by the first of a month end when the next one begins, a year too; weeks that are
 * all dated by a Monday end on Sunday; whatever is dated otherwise is dated by its end. An intraday value was known
 * when it is dated.
 */
export function availableFrom(time: Float64Array, frequency: SeriesFrequency, lagMs: number): Float64Array {
  const endOfPeriod = chooseEnd(time, frequency);
  return time.map((value) => endOfPeriod(value) + lagMs);
}

function chooseEnd(time: Float64Array, frequency: SeriesFrequency): (time: EpochMs) => EpochMs {
  if (frequency === 'intraday') return (value) => value;
  const endOfDay = (value: EpochMs): EpochMs => value + DAY;
  if (frequency === 'week')
    return time.every((value) => new Date(value).getUTCDay() === 1) ? (value) => value + 7 * DAY : endOfDay;
  if (time.length < 2 || time.some((value) => new Date(value).getUTCDate() !== 1)) return endOfDay;
  const months = Math.max(1, Math.round(medianStep(time) / MONTH));
  return (value) => {
    const date = new Date(value);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  };
}

/** The median distance of neighbouring times, of which there are at least two. */
function medianStep(time: Float64Array): number {
  const steps = Float64Array.from({ length: time.length - 1 }, (_, i) => time[i + 1]! - time[i]!).sort();
  return steps[steps.length >> 1]!;
}

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

/** Which end of its period a value is dated by. */
export type Dated = 'start' | 'end';

/** Days of a month that its first trading day falls on most often; no period that is over is dated by them. */
const LAST_FIRST_DAY = 3;

/**
 * Which end of their periods values are dated by, where nobody has said it; rather the start, for a value that
 * counts as known too late costs little and one that counts as known too early is a leak. Months and what is longer
 * are dated by their start where at least half of the dates are among the first three days of a month, weeks unless
 * most are a Friday or a Saturday. Days are the same either way, intraday values are those of the moment.
 */
export function guessDated(time: Float64Array, frequency: SeriesFrequency): Dated {
  if (frequency === 'day' || frequency === 'intraday' || time.length < 2) return 'end';
  if (frequency === 'week') return 2 * countDates(time, isEndOfWeek) > time.length ? 'end' : 'start';
  return hasMonths(time) && 2 * countDates(time, isStartOfMonth) >= time.length ? 'start' : 'end';
}

/**
 * What was stated of a stored series, told by what it counts as known when; undefined where nothing was, or no
 * more than would be guessed. A start stays one, whatever the dates that follow look like.
 */
export function statedDated(stored: {
  readonly time: Float64Array;
  readonly availableAt: Float64Array;
  readonly frequency: SeriesFrequency;
  readonly lagMs: number;
}): Dated | undefined {
  const { time, availableAt, frequency, lagMs } = stored;
  if (frequency === 'day') return undefined;
  const ends = availableFrom(time, frequency, lagMs, 'end');
  if (availableAt.some((value, i) => value !== ends[i])) return 'start';
  return guessDated(time, frequency) === 'start' ? 'end' : undefined;
}

/**
 * When each value was known: at the end of the period that it is dated with, plus the lag. What is dated by its end
 * was known at the midnight (UTC) after that day, an intraday value at its instant. What is dated by its start is
 * known when the period is over: intraday after the median step, weeks after seven days, months and what is longer
 * after as many months, counted from the first where the date is one of the first three days. All columns ascend.
 */
export function availableFrom(
  time: Float64Array,
  frequency: SeriesFrequency,
  lagMs: number,
  dated: Dated = guessDated(time, frequency),
): Float64Array {
  const endOfPeriod = chooseEnd(time, frequency, dated);
  return time.map((value) => endOfPeriod(value) + lagMs);
}

function chooseEnd(time: Float64Array, frequency: SeriesFrequency, dated: Dated): (time: EpochMs) => EpochMs {
  const endOfDay = (value: EpochMs): EpochMs => value + DAY;
  if (frequency === 'day') return endOfDay;
  if (dated === 'end' || time.length < 2) return frequency === 'intraday' ? (value) => value : endOfDay;
  if (frequency === 'week') return (value) => value + 7 * DAY;
  const step = medianStep(time);
  if (frequency === 'intraday') return (value) => value + step;
  if (!hasMonths(time)) return (value) => value + Math.max(DAY, step);
  const months = Math.max(1, Math.round(step / MONTH));
  return (value) => {
    const date = new Date(value);
    const month = date.getUTCMonth() + months;
    const next = Date.UTC(date.getUTCFullYear(), month + 1, 1);
    const day = isStartOfMonth(date) ? 1 : date.getUTCDate();
    return Math.min(Date.UTC(date.getUTCFullYear(), month, day), next);
  };
}

function isStartOfMonth(date: Date): boolean {
  return date.getUTCDate() <= LAST_FIRST_DAY;
}

function isEndOfWeek(date: Date): boolean {
  return date.getUTCDay() >= 5;
}

function countDates(time: Float64Array, holds: (date: Date) => boolean): number {
  return time.reduce((count, value) => count + (holds(new Date(value)) ? 1 : 0), 0);
}

/** Whether the values are a month or more apart; of shorter periods no day of the month is the first. */
function hasMonths(time: Float64Array): boolean {
  return medianStep(time) >= 28 * DAY;
}

/** The median distance of neighbouring times, of which there are at least two. */
function medianStep(time: Float64Array): number {
  const steps = Float64Array.from({ length: time.length - 1 }, (_, i) => time[i + 1]! - time[i]!).sort();
  return steps[steps.length >> 1]!;
}

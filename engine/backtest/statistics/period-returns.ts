import type { Timeframe } from '#contract/bars.ts';
import { barsPerYear } from '../../kernel/bars-per-year.ts';
import { isIntraday } from '../../market-data/time/timeframe-length.ts';

const DAY_MS = 86_400_000;

export interface PeriodReturns {
  /** Simple return of each period. [periods] */
  readonly returns: Float64Array;
  readonly perYear: number;
}

/**
 * Places of the equity curve between which returns are measured: every bar, or of bars within a day the last of each day
 * in UTC, for the minutes of a day hang together and would only seem to be many observations. [periods]
 */
export function periodEnds(time: Float64Array, timeframe: Timeframe): Int32Array {
  if (!isIntraday(timeframe)) return Int32Array.from(time, (_, t) => t);
  const ends = new Int32Array(time.length);
  let count = 0;
  for (let t = 0; t < time.length; t++) {
    const isLast = t === time.length - 1 || Math.floor(time[t]! / DAY_MS) !== Math.floor(time[t + 1]! / DAY_MS);
    if (isLast) ends[count++] = t;
  }
  return ends.slice(0, count);
}

/**
 * Simple returns from period to period, equity[end] / equity[end before] - 1; the first one is on the initial capital, one
 * on nothing is 0. `into` [periods].
 */
export function measureReturns(
  equity: Float64Array,
  ends: Int32Array,
  initialCapital: number,
  into: Float64Array = new Float64Array(ends.length),
): Float64Array {
  let before = initialCapital;
  for (let k = 0; k < ends.length; k++) {
    const value = equity[ends[k]!]!;
    into[k] = before > 0 ? value / before - 1 : 0;
    before = value;
  }
  return into;
}

/** Periods in a year: 252 days, 52 weeks, 12 months; of bars within a day, the days that were counted. */
export function periodsPerYear(time: Float64Array, ends: Int32Array, timeframe: Timeframe): number {
  if (!isIntraday(timeframe)) return barsPerYear(time, timeframe);
  return barsPerYear(
    Array.from(ends, (end) => time[end]!),
    timeframe,
  );
}

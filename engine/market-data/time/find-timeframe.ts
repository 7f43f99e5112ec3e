import { timeframes, type Timeframe } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import { DAY } from './calendar-day.ts';
import { isIntraday, timeframeMs } from './timeframe-length.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;

const intradayTimeframes = timeframes.filter(isIntraday);

/** Neighbouring daily bars are 23 to 25 hours apart where summer time begins or ends, and more over weekends. */
const MIN_DAILY_DISTANCE = 20 * HOUR;

/** Two bars a session are also 20 hours apart over night, but then every other distance is short. */
const DAILY_SHARE = 2 / 3;

/** Stamps may jitter by this share of the length of the bars. */
const LENGTH_TOLERANCE = 0.02;

/** How thin bars are told from trades, which lie at any distance, and from bars of 7 minutes, which never lie 1 apart. */
const THIN_EQUAL_SHARE = 0.1;
const THIN_MULTIPLE_SHARE = 0.99;

/** Distances between neighbouring distinct times, ms. `times` may be in any order. */
export function measureDistances(times: Float64Array): Float64Array {
  const sorted = isMonotone(times) ? times : times.slice().sort();
  const distances = new Float64Array(sorted.length);
  let count = 0;
  for (let i = 1; i < sorted.length; i++) {
    const distance = Math.abs(sorted[i]! - sorted[i - 1]!);
    if (distance > 0) distances[count++] = distance;
  }
  return distances.subarray(0, count);
}

/** Whether bars at these distances are of a day or longer: more than two thirds are at least 20 hours apart. */
export function isDailyOrLonger(distances: Float64Array): boolean {
  let long = 0;
  for (const distance of distances) if (distance >= MIN_DAILY_DISTANCE) long++;
  return long > distances.length * DAILY_SHARE;
}

/**
 * The length of bars of a day or longer, by the median of their distances: up to 6 days a day (illiquid shares do not
 * trade daily), 6 to 8 days a week, 27 to 32 days a month. Errors: import/unknown-timeframe.
 */
export function findLongTimeframe(distances: Float64Array): Timeframe {
  const median = distances.slice().sort()[Math.floor((distances.length - 1) / 2)]!;
  if (median < 6 * DAY) return '1d';
  if (median <= 8 * DAY) return '1w';
  if (median >= 27 * DAY && median <= 32 * DAY) return '1mo';
  throw unknownTimeframe(`rows lie ${describeLength(median)} apart (median)`);
}

/**
 * The length of bars shorter than a day: the known one that the most common distance is, the shorter one of two that
 * are equally common. Where that is none, the bars may be thin ones with most of them missing: then it is the known
 * length of which nearly all distances are multiples and which a tenth of them have. Errors: import/unknown-timeframe.
 */
export function findIntradayTimeframe(distances: Float64Array): Timeframe {
  const { mode, share } = findMode(distances);
  for (const name of intradayTimeframes) if (isOfLength(mode, timeframeMs[name])) return name;
  for (const name of intradayTimeframes) if (areThinBarsOf(distances, timeframeMs[name])) return name;
  throw unknownTimeframe(`rows mostly lie ${describeLength(mode)} apart (${Math.round(share * 100)} % of them)`);
}

function isOfLength(distance: number, length: number): boolean {
  return Math.abs(distance - length) <= length * LENGTH_TOLERANCE;
}

function areThinBarsOf(distances: Float64Array, length: number): boolean {
  let equal = 0;
  let multiples = 0;
  for (const distance of distances) {
    if (distance === length) equal++;
    if (distance % length === 0) multiples++;
  }
  return equal >= distances.length * THIN_EQUAL_SHARE && multiples >= distances.length * THIN_MULTIPLE_SHARE;
}

/** Errors as for the others: one time tells no length. */
export function unknownTimeframeOfOneTime(): AppError {
  return unknownTimeframe('there is one time of day only, which tells no length');
}

function unknownTimeframe(found: string): AppError {
  return new AppError(
    'import/unknown-timeframe',
    `Bars of 1, 5, 15 or 30 minutes, 1 or 4 hours, a day, a week or a month were expected; ${found}.`,
    'Export the prices as bars of one of these lengths; single trades and quotes have to be gathered into bars first.',
  );
}

function findMode(distances: Float64Array): { readonly mode: number; readonly share: number } {
  const counts = new Map<number, number>();
  // Runs of one distance are the rule, so each costs one look-up.
  for (let i = 0; i < distances.length;) {
    const distance = distances[i]!;
    const from = i;
    while (distances[i] === distance) i++;
    counts.set(distance, (counts.get(distance) ?? 0) + i - from);
  }
  let mode = Number.NaN;
  let most = 0;
  for (const [distance, count] of counts) {
    if (count > most || (count === most && distance < mode)) {
      mode = distance;
      most = count;
    }
  }
  return { mode, share: most / distances.length };
}

function isMonotone(times: Float64Array): boolean {
  let i = 1;
  while (i < times.length && times[i] === times[0]) i++;
  const isUp = times[i]! > times[0]!;
  for (; i < times.length; i++) {
    if (isUp ? times[i]! < times[i - 1]! : times[i]! > times[i - 1]!) return false;
  }
  return true;
}

function describeLength(ms: number): string {
  const [length, unit] =
    ms < MINUTE
      ? [ms / 1000, 'second']
      : ms < HOUR
        ? [ms / MINUTE, 'minute']
        : ms < 2 * DAY
          ? [ms / HOUR, 'hour']
          : [ms / DAY, 'day'];
  const rounded = Number(length.toFixed(length < 1 ? 3 : 1));
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}

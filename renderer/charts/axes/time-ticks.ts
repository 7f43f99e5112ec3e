import type { EpochMs } from '#contract/bars.ts';

/**
 * How much of a break there is between two moments (UTC): the higher, the more it deserves a label. Years that are
 * round come before others, so that a century fits as well as a week.
 */
export function weighBreak(before: EpochMs, after: EpochMs): number {
  const a = new Date(before);
  const b = new Date(after);
  const year = b.getUTCFullYear();
  if (a.getUTCFullYear() !== year) {
    // A bucket of several years may step over the round one.
    const crosses = (round: number): boolean => Math.floor(a.getUTCFullYear() / round) !== Math.floor(year / round);
    return crosses(10) ? 13 : crosses(5) ? 12 : crosses(2) ? 11 : 10;
  }
  const month = b.getUTCMonth();
  if (a.getUTCMonth() !== month) {
    const crosses = (round: number): boolean => Math.floor(a.getUTCMonth() / round) !== Math.floor(month / round);
    return crosses(6) ? 9 : crosses(3) ? 8 : 7;
  }
  const days = (at: EpochMs): number => Math.floor(at / DAY);
  if (days(before) !== days(after)) {
    // 1970-01-01 was a Thursday; weeks begin on Monday.
    const week = (at: EpochMs): number => Math.floor((days(at) + 3) / 7);
    return week(before) !== week(after) ? 6 : 5;
  }
  const crosses = (length: number): boolean => Math.floor(before / length) !== Math.floor(after / length);
  if (crosses(6 * HOUR)) return 4;
  if (crosses(HOUR)) return 3;
  if (crosses(15 * MINUTE)) return 2;
  if (crosses(5 * MINUTE)) return 1;
  return 0;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface TimeTick {
  /** Place of the bucket in the times. */
  readonly index: number;
  readonly weight: number;
}

/**
 * The buckets whose beginning is labelled: the strongest breaks, as weak as they may be without crowding. `xOf` says
 * where a bucket is. A whole level of breaks is taken or left, so that labels do not jump while the chart is moved.
 */
export function placeTimeTicks(times: ArrayLike<EpochMs>, xOf: (index: number) => number, gap: number): TimeTick[] {
  const levels = new Map<number, number[]>();
  for (let i = 1; i < times.length; i++) {
    const weight = weighBreak(times[i - 1]!, times[i]!);
    const level = levels.get(weight);
    if (level) level.push(i);
    else levels.set(weight, [i]);
  }
  let taken: TimeTick[] = [];
  for (const weight of [...levels.keys()].sort((a, b) => b - a)) {
    const merged = [...taken, ...levels.get(weight)!.map((index) => ({ index, weight }))].sort(
      (a, b) => a.index - b.index,
    );
    if (merged.length > 2 && findUsualGap(merged, xOf) < gap) break;
    taken = dropCrowded(merged, xOf, gap * 0.7);
  }
  return taken;
}

function findUsualGap(ticks: readonly TimeTick[], xOf: (index: number) => number): number {
  const gaps = ticks.slice(1).map(({ index }, i) => xOf(index) - xOf(ticks[i]!.index));
  return gaps.sort((a, b) => a - b)[gaps.length >> 1]!;
}

/** Leaves out the weaker of two that are too near. */
function dropCrowded(ticks: readonly TimeTick[], xOf: (index: number) => number, gap: number): TimeTick[] {
  const kept: TimeTick[] = [];
  for (const tick of ticks) {
    const before = kept.at(-1);
    if (!before || xOf(tick.index) - xOf(before.index) >= gap) kept.push(tick);
    else if (tick.weight > before.weight) kept[kept.length - 1] = tick;
  }
  return kept;
}

/** What a label says, by the weight of its break. */
export function createTickWriter(language: string): (time: EpochMs, weight: number) => string {
  const write = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', ...options });
  const year = write({ year: 'numeric' });
  const month = write({ month: 'short' });
  const day = write({ day: 'numeric' });
  const clock = write({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (time, weight) => (weight >= 10 ? year : weight >= 7 ? month : weight >= 5 ? day : clock).format(time);
}

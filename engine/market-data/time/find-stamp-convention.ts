import { DAY } from './calendar-day.ts';

const HALF_HOUR = 1_800_000;

/** Sessions at least this long, ms, have neither opening nor closing hours to tell by. */
const AROUND_THE_CLOCK = 23 * 3_600_000;

/**
 * Which end of its span the bars of a day are stamped with, told by the sessions: they begin and end at full or half
 * hours of local time. With bars of a minute, first 09:31 and last 16:00 are closes, first 09:30 and last 15:59 opens;
 * the most common first and last stamps of the days count. 'open' where that does not tell, as around the clock.
 * `local` holds wall clocks as if UTC, in any order; `length` of a bar in ms.
 */
export function findStampConvention(local: Float64Array, length: number): 'open' | 'close' {
  const firsts = new Map<number, number>();
  const lasts = new Map<number, number>();
  let day = Number.NaN;
  let first = 0;
  let last = 0;
  const keep = (): void => {
    if (Number.isNaN(day)) return;
    firsts.set(day, Math.min(first, firsts.get(day) ?? first));
    lasts.set(day, Math.max(last, lasts.get(day) ?? last));
  };
  for (const time of local) {
    const clock = time - day;
    if (clock >= 0 && clock < DAY) {
      if (clock < first) first = clock;
      if (clock > last) last = clock;
    } else if (!Number.isNaN(time)) {
      keep();
      day = Math.floor(time / DAY) * DAY;
      first = last = time - day;
    }
  }
  keep();
  const opening = mostCommon(firsts.values());
  const closing = mostCommon(lasts.values());
  if (closing - opening >= AROUND_THE_CLOCK) return 'open';
  const looksLikeCloses = isHalfHour(opening - length) && isHalfHour(closing);
  const looksLikeOpens = isHalfHour(opening) && isHalfHour(closing + length);
  return looksLikeCloses && !looksLikeOpens ? 'close' : 'open';
}

/** The smallest of the most common values. */
function mostCommon(values: Iterable<number>): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, next) =>
    next[1] > best[1] || (next[1] === best[1] && next[0] < best[0]) ? next : best,
  )[0];
}

function isHalfHour(clock: number): boolean {
  return clock % HALF_HOUR === 0;
}

import type { EpochMs } from '#contract/bars.ts';

const DAY_MS = 86_400_000;

/** The last `count` weekdays up to and including `end` (midnight UTC each), ascending. */
export function listWeekdays(count: number, end: EpochMs): Float64Array {
  const days = new Float64Array(count);
  let day = end;
  for (let i = count - 1; i >= 0; day -= DAY_MS) {
    const weekday = new Date(day).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    days[i] = day;
    i -= 1;
  }
  return days;
}

import type { Timeframe } from '#contract/bars.ts';

/** Trading days of a stock exchange in a year. */
const TRADING_DAYS_PER_YEAR = 252;
/** Of a market that never closes, such as one for crypto-currencies. */
const CALENDAR_DAYS_PER_YEAR = 365;

/**
 * Of seven days two are a weekend, of the six of a market that opens on Sunday evening one. Daily bars of which more than
 * this lie on weekends are of a market that never closes; with gaps they still are.
 */
const WEEKEND_SHARE = 0.2;

const YEAR_MS = 365.25 * 86_400_000;

/**
 * How many bars a year has: by the calendar for days (252, or 365 of a market that never closes), weeks and months, as
 * counted in `time` for shorter ones.
 */
export function barsPerYear(time: ArrayLike<number>, timeframe: Timeframe): number {
  if (timeframe === '1d') return isOpenOnWeekends(time) ? CALENDAR_DAYS_PER_YEAR : TRADING_DAYS_PER_YEAR;
  if (timeframe === '1w') return 52;
  if (timeframe === '1mo') return 12;
  const span = time.length < 2 ? 0 : time[time.length - 1]! - time[0]!;
  return span > 0 ? ((time.length - 1) * YEAR_MS) / span : TRADING_DAYS_PER_YEAR;
}

const DAY_MS = 86_400_000;

function isOpenOnWeekends(time: ArrayLike<number>): boolean {
  let onWeekends = 0;
  for (let t = 0; t < time.length; t++) {
    // The first day of the epoch was a Thursday: 2 is Saturday, 3 Sunday.
    const weekday = ((Math.floor(time[t]! / DAY_MS) % 7) + 7) % 7;
    if (weekday === 2 || weekday === 3) onWeekends++;
  }
  return onWeekends > WEEKEND_SHARE * time.length;
}

import type { Timeframe } from '#contract/bars.ts';

/**
 * Trading days of a stock exchange in a year. For an instrument that trades every day of the week this understates
 * annual volatility and Sharpe ratio by a factor of sqrt(252 / 365) = 0.83; of the latter, the side on which to err.
 */
const TRADING_DAYS_PER_YEAR = 252;

const YEAR_MS = 365.25 * 86_400_000;

/** How many bars a year has: by the calendar for days, weeks and months, as counted in `time` for shorter ones. */
export function barsPerYear(time: ArrayLike<number>, timeframe: Timeframe): number {
  if (timeframe === '1d') return TRADING_DAYS_PER_YEAR;
  if (timeframe === '1w') return 52;
  if (timeframe === '1mo') return 12;
  const span = time.length < 2 ? 0 : time[time.length - 1]! - time[0]!;
  return span > 0 ? ((time.length - 1) * YEAR_MS) / span : TRADING_DAYS_PER_YEAR;
}

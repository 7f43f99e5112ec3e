import type { StrategyStatistics } from '#contract/backtest.ts';
import type { Timeframe } from '#contract/bars.ts';
import type { Simulation } from './simulate.ts';
import { compoundAnnualGrowthRate } from './statistics/compound-annual-growth-rate.ts';
import { exposure } from './statistics/exposure.ts';
import { hitRate } from './statistics/hit-rate.ts';
import { maxDrawdown } from './statistics/max-drawdown.ts';
import { sharpeRatio } from './statistics/sharpe-ratio.ts';
import { totalReturn } from './statistics/total-return.ts';

/**
 * Trading days of a stock exchange in a year. For an instrument that trades every day of the week this understates
 * the Sharpe ratio by a factor of sqrt(252 / 365) = 0.83, the side on which to err.
 */
const TRADING_DAYS_PER_YEAR = 252;

const YEAR_MS = 365.25 * 86_400_000;

/** How many bars a year has: by the calendar for days, weeks and months, as counted for shorter ones. */
function barsPerYear(time: readonly number[], timeframe: Timeframe): number {
  if (timeframe === '1d') return TRADING_DAYS_PER_YEAR;
  if (timeframe === '1w') return 52;
  if (timeframe === '1mo') return 12;
  const span = time.length < 2 ? 0 : time[time.length - 1]! - time[0]!;
  return span > 0 ? ((time.length - 1) * YEAR_MS) / span : TRADING_DAYS_PER_YEAR;
}

/** All statistics of one simulation. */
export function summarise(
  { time, equity, sleeves, trades }: Simulation,
  initialCapital: number,
  timeframe: Timeframe,
): StrategyStatistics {
  const total = (amount: (sleeve: Simulation['sleeves'][number]) => number): number =>
    sleeves.reduce((sum, sleeve) => sum + amount(sleeve), 0);
  return {
    totalReturn: totalReturn(initialCapital, equity),
    cagr: compoundAnnualGrowthRate(initialCapital, time, equity),
    sharpe: sharpeRatio(initialCapital, equity, barsPerYear(time, timeframe)),
    maxDrawdown: maxDrawdown(initialCapital, equity),
    exposure: exposure(sleeves.map((sleeve) => sleeve.quantity)),
    trades: trades.length,
    hitRate: hitRate(trades),
    feesPaid: total((sleeve) => sleeve.feesPaid),
    slippagePaid: total((sleeve) => sleeve.slippagePaid),
  };
}

import type { StrategyStatistics } from '#contract/backtest.ts';
import type { Timeframe } from '#contract/bars.ts';
import { barsPerYear } from '../kernel/bars-per-year.ts';
import type { Simulation } from './simulate.ts';
import { compoundAnnualGrowthRate } from './statistics/compound-annual-growth-rate.ts';
import { exposure } from './statistics/exposure.ts';
import { hitRate } from './statistics/hit-rate.ts';
import { maxDrawdown } from './statistics/max-drawdown.ts';
import { sharpeRatio } from './statistics/sharpe-ratio.ts';
import { totalReturn } from './statistics/total-return.ts';

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

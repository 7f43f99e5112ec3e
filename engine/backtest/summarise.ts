import type { StrategyStatistics } from '#contract/backtest.ts';
import type { Simulation } from './simulate.ts';
import { averageTrade } from './statistics/average-trade.ts';
import { calmarRatio } from './statistics/calmar-ratio.ts';
import { compoundAnnualGrowthRate } from './statistics/compound-annual-growth-rate.ts';
import { exposure } from './statistics/exposure.ts';
import { hitRate } from './statistics/hit-rate.ts';
import { longestDrawdown } from './statistics/longest-drawdown.ts';
import { maxDrawdown } from './statistics/max-drawdown.ts';
import { measureMoments } from './statistics/return-moments.ts';
import { profitFactor } from './statistics/profit-factor.ts';
import { sharpeRatio } from './statistics/sharpe-ratio.ts';
import { sortinoRatio } from './statistics/sortino-ratio.ts';
import { totalReturn } from './statistics/total-return.ts';
import { turnover } from './statistics/turnover.ts';

/** All statistics of one simulation. `returns` [periods], of which there are `perYear` in a year. */
export function summarise(
  { time, equity, sleeves, tape }: Simulation,
  initialCapital: number,
  returns: Float64Array,
  perYear: number,
): StrategyStatistics {
  const total = (amount: (sleeve: Simulation['sleeves'][number]) => number): number =>
    sleeves.reduce((sum, sleeve) => sum + amount(sleeve), 0);
  const annualise = (ratio: number | null): number | null => (ratio === null ? null : ratio * Math.sqrt(perYear));
  const moments = measureMoments(returns);
  const cagr = compoundAnnualGrowthRate(initialCapital, time, equity);
  const deepest = maxDrawdown(initialCapital, equity);
  return {
    totalReturn: totalReturn(initialCapital, equity),
    cagr,
    volatility: moments.deviation > 0 ? moments.deviation * Math.sqrt(perYear) : 0,
    sharpe: annualise(sharpeRatio(moments)),
    sortino: annualise(sortinoRatio(returns)),
    calmar: calmarRatio(cagr, deepest),
    maxDrawdown: deepest,
    longestDrawdownDays: longestDrawdown(initialCapital, time, equity),
    exposure: exposure(sleeves.map(({ columns }) => columns.quantity)),
    turnover: turnover(
      total(({ totals }) => totals.traded),
      equity,
    ),
    trades: tape.count,
    hitRate: hitRate(tape),
    profitFactor: profitFactor(tape),
    averageTrade: averageTrade(tape),
    feesPaid: total(({ totals }) => totals.fees),
    slippagePaid: total(({ totals }) => totals.slippage),
    borrowPaid: total(({ totals }) => totals.borrowing),
  };
}

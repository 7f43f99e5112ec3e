import type { StrategyStatistics } from '#contract/backtest.ts';

export interface StatisticRow {
  readonly name: keyof StrategyStatistics;
  readonly unit: 'change' | 'percent' | 'ratio' | 'count' | 'money';
  /** Whether more of it is better; null where it is neither. */
  readonly better: 'more' | 'less' | null;
}

/** The statistics in the order in which they are read. */
export const statisticRows: readonly StatisticRow[] = [
  { name: 'totalReturn', unit: 'change', better: 'more' },
  { name: 'cagr', unit: 'change', better: 'more' },
  { name: 'volatility', unit: 'percent', better: null },
  { name: 'sharpe', unit: 'ratio', better: 'more' },
  { name: 'sortino', unit: 'ratio', better: 'more' },
  { name: 'calmar', unit: 'ratio', better: 'more' },
  { name: 'maxDrawdown', unit: 'percent', better: 'less' },
  { name: 'longestDrawdownDays', unit: 'count', better: 'less' },
  { name: 'exposure', unit: 'percent', better: null },
  { name: 'turnover', unit: 'ratio', better: null },
  { name: 'trades', unit: 'count', better: null },
  { name: 'hitRate', unit: 'percent', better: 'more' },
  { name: 'profitFactor', unit: 'ratio', better: 'more' },
  { name: 'averageTrade', unit: 'change', better: 'more' },
  { name: 'feesPaid', unit: 'money', better: 'less' },
  { name: 'slippagePaid', unit: 'money', better: 'less' },
  { name: 'borrowPaid', unit: 'money', better: 'less' },
];

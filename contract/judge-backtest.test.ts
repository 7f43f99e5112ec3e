import { expect, it } from 'vitest';
import type { BacktestSummary, BacktestWarning } from './backtest.ts';
import { judgeBacktest, type Verdict } from './judge-backtest.ts';

function backtest(
  sharpe: number | null,
  held: number | null,
  deflated: number | null,
  totalReturn = 0.5,
  more: { kind?: string; warnings?: readonly BacktestWarning[] } = {},
): BacktestSummary {
  const made: unknown = {
    rule: { kind: more.kind ?? 'ma-crossover' },
    strategy: { sharpe, totalReturn },
    buyAndHold: { sharpe: held },
    evidence: { deflated },
    warnings: more.warnings ?? [],
  };
  return made as BacktestSummary;
}

const leak = (certified: boolean | null): BacktestWarning[] => [
  { kind: 'ceiling', of: 'sharpe', value: 5, ceiling: 3, certified },
];

it.each<[Verdict, BacktestSummary]>([
  ['holding', backtest(1, 1, 0.99, 0.5, { kind: 'buy-and-hold' })],
  ['no-ratio', backtest(null, 1, null)],
  ['suspect', backtest(5, 1, 1, 9, { warnings: leak(false) })],
  ['above-holding', backtest(5, 1, 1, 9, { warnings: leak(true) })],
  ['above-holding', backtest(5, 1, 1, 9, { warnings: leak(null) })],
  // A Sharpe ratio above 0 and yet less money in the end: large losses weigh more than large gains.
  ['loss', backtest(0.1, 1, 0.2, -0.01)],
  ['loss', backtest(-1, 1, 0.01, -0.2)],
  ['luck', backtest(1.5, 0.2, 0.949)],
  ['below-holding', backtest(1, 1, 0.95)],
  ['above-holding', backtest(1.01, 1, 0.95)],
  ['above-holding', backtest(1, null, 0.95)],
])('%s', (verdict, summary) => {
  expect(judgeBacktest(summary)).toBe(verdict);
});

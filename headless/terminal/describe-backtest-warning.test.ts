import { expect, it } from 'vitest';
import type { BacktestWarning, CeilingWarning } from '#contract/backtest.ts';
import { describeBacktestWarning } from './describe-backtest-warning.ts';

it.each<[CeilingWarning['of'], value: number, ceiling: number, words: string]>([
  ['sharpe', 3.14, 3, 'A Sharpe ratio of 3.1 is above 3'],
  ['hit-rate', 0.625, 0.58, 'A hit rate of 62.5 % at a horizon of one bar is above 58 %'],
  ['cagr', 2.5, 2, 'A growth of 250 % a year is above 200 %'],
])('says of %s what was found, the ceiling, and what the leak certificate says', (of, value, ceiling, words) => {
  const describe = (certified: boolean | null): string =>
    describeBacktestWarning({ kind: 'ceiling', of, value, ceiling, certified });
  expect(describe(false)).toBe(`${words}: suspect a leak, for the leak certificate is red.`);
  expect(describe(true)).toBe(
    `${words}: the leak certificate is green, so look for other causes: few trades, a short window, survivorship.`,
  );
  expect(describe(null)).toBe(
    `${words}: look for causes other than skill: few trades, a short window, errors in the prices, survivorship.`,
  );
});

it.each<[BacktestWarning, string]>([
  [{ kind: 'ruin', symbol: 'GME', time: Date.UTC(2021, 0, 27) }, 'in GME took all of its capital on 2021-01-27'],
  [{ kind: 'few-trades', trades: 1, needed: 30 }, '1 closed trade says little; 30'],
  [{ kind: 'few-trades', trades: 12, needed: 30 }, '12 closed trades say little; 30'],
  [{ kind: 'short-span', days: 90 }, 'The span is 90 days, less than a year'],
])('says what is thin or went wrong: %o', (warning, words) => {
  expect(describeBacktestWarning(warning)).toContain(words);
});

import type { StrategyStatistics } from '#contract/backtest.ts';
import { expect, it } from 'vitest';
import { warnAboveCeilings } from './sanity-ceilings.ts';

const honest: StrategyStatistics = {
  totalReturn: 0.1,
  cagr: 2,
  sharpe: 3,
  maxDrawdown: 0.1,
  exposure: 0.5,
  trades: 100,
  hitRate: 0.58,
  feesPaid: 1,
  slippagePaid: 1,
};

it('is silent at the ceilings, and without trades', () => {
  expect(warnAboveCeilings(honest, 1, true)).toEqual([]);
  expect(warnAboveCeilings(honest, 1, false)).toEqual([]);
  expect(warnAboveCeilings({ ...honest, hitRate: null }, 1, true)).toEqual([]);
});

it.each([
  [{ sharpe: 3.14 }, 'A Sharpe ratio of 3.1 is above 3'],
  [{ hitRate: 0.625 }, 'A hit rate of 62.5 % at a horizon of one bar is above 58 %'],
  [{ cagr: 2.5 }, 'A growth of 250 % a year is above 200 %'],
])('warns above a ceiling, and says what the leak certificate says: %o', (numbers, found) => {
  const statistics = { ...honest, ...numbers };
  expect(warnAboveCeilings(statistics, 1, false)).toEqual([
    `${found}: suspect a leak, for the leak certificate is red.`,
  ]);
  expect(warnAboveCeilings(statistics, 1, true)).toEqual([
    `${found}: the leak certificate is green, so look for other causes: few trades, a short window, survivorship.`,
  ]);
});

it('judges the hit rate at a horizon of one bar only', () => {
  expect(warnAboveCeilings({ ...honest, hitRate: 0.7 }, 5, true)).toEqual([]);
});

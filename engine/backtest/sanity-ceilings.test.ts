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
  expect(warnAboveCeilings(honest, 1)).toEqual([]);
  expect(warnAboveCeilings({ ...honest, hitRate: null }, 1)).toEqual([]);
});

it.each([
  [{ sharpe: 3.14 }, 1, 'A Sharpe ratio of 3.1 is above 3: suspect leak until the leak certificate is green.'],
  [
    { hitRate: 0.625 },
    1,
    'A hit rate of 62.5 % at a horizon of one bar is above 58 %: suspect leak until the leak certificate is green.',
  ],
  [{ cagr: 2.5 }, 1, 'A growth of 250 % a year is above 200 %: suspect leak until the leak certificate is green.'],
])('warns above a ceiling: %o', (numbers, horizonBars, sentence) => {
  expect(warnAboveCeilings({ ...honest, ...numbers }, horizonBars)).toEqual([sentence]);
});

it('judges the hit rate at a horizon of one bar only', () => {
  expect(warnAboveCeilings({ ...honest, hitRate: 0.7 }, 5)).toEqual([]);
});

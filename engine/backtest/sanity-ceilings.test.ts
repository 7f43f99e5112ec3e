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
  [{ sharpe: 3.14 }, { of: 'sharpe', value: 3.14, ceiling: 3 }],
  [{ hitRate: 0.625 }, { of: 'hit-rate', value: 0.625, ceiling: 0.58 }],
  [{ cagr: 2.5 }, { of: 'cagr', value: 2.5, ceiling: 2 }],
])('warns above a ceiling, and knows what the leak certificate says: %o', (numbers, found) => {
  const statistics = { ...honest, ...numbers };
  expect(warnAboveCeilings(statistics, 1, false)).toEqual([{ ...found, certified: false }]);
  expect(warnAboveCeilings(statistics, 1, true)).toEqual([{ ...found, certified: true }]);
});

it('judges the hit rate at a horizon of one bar only', () => {
  expect(warnAboveCeilings({ ...honest, hitRate: 0.7 }, 5, true)).toEqual([]);
});

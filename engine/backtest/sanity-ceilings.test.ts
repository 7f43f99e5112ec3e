import type { CeilingWarning } from '#contract/backtest.ts';
import { expect, it } from 'vitest';
import { warnAboveCeilings } from './sanity-ceilings.ts';

const honest = { cagr: 2, sharpe: 3, hitRate: 0.58 };

it('is silent at the ceilings, and of what is not known', () => {
  expect(warnAboveCeilings(honest, 1, true)).toEqual([]);
  expect(warnAboveCeilings({ cagr: null, sharpe: null, hitRate: null }, 1, true)).toEqual([]);
});

it.each([
  [{ sharpe: 3.14 }, { of: 'sharpe', value: 3.14, ceiling: 3 }],
  [{ hitRate: 0.625 }, { of: 'hit-rate', value: 0.625, ceiling: 0.58 }],
  [{ cagr: 2.5 }, { of: 'cagr', value: 2.5, ceiling: 2 }],
] satisfies [object, Partial<CeilingWarning>][])('warns above a ceiling: %o', (numbers, warning) => {
  for (const certified of [true, false]) {
    expect(warnAboveCeilings({ ...honest, ...numbers }, 1, certified)).toEqual([
      { kind: 'ceiling', ...warning, certified },
    ]);
  }
});

it('judges the hit rate of forecasts over one bar only', () => {
  expect(warnAboveCeilings({ ...honest, hitRate: 0.7 }, 5, true)).toEqual([]);
  expect(warnAboveCeilings({ ...honest, hitRate: 0.7 }, null, null)).toEqual([]);
});

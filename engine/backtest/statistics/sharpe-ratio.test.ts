import { expect, it } from 'vitest';
import { sharpeRatio } from './sharpe-ratio.ts';

it('is mean over deviation, by the root of the bars in a year', () => {
  // Returns of 100 → 110 → 99 → 108.9: 0.1, -0.1, 0.1; mean 1/30;
  // squares (2/30)² · 2 + (4/30)² = 24/900, / 2 = 12/900, root sqrt(12)/30; ratio 1 / sqrt(12); times sqrt(48) = 2.
  expect(sharpeRatio(100, Float64Array.of(110, 99, 108.9), 48)).toBeCloseTo(2, 12);
});

it.each([
  ['a constant equity', Float64Array.of(100, 100, 100)],
  ['steady growth, which has no deviation', Float64Array.from({ length: 30 }, (_, i) => 100 * 1.01 ** (i + 1))],
  ['a single bar', Float64Array.of(105)],
])('is 0 for %s', (_, equity) => {
  expect(sharpeRatio(100, equity, 252)).toBe(0);
});

import { expect, it } from 'vitest';
import { measureMoments } from './return-moments.ts';
import { sharpeRatio } from './sharpe-ratio.ts';

it('is mean over deviation', () => {
  // 0.1, -0.1, 0.1: mean 1/30; squares (2/30)² · 2 + (4/30)² = 24/900, / 2 = 12/900, root sqrt(12)/30.
  expect(sharpeRatio(measureMoments(Float64Array.of(0.1, -0.1, 0.1)))).toBeCloseTo(1 / Math.sqrt(12), 14);
});

it.each([
  ['returns that do not vary', Float64Array.of(0, 0, 0)],
  ['a single return', Float64Array.of(0.05)],
  ['none', new Float64Array(0)],
])('is not known of %s', (_, returns) => {
  expect(sharpeRatio(measureMoments(returns))).toBeNull();
});

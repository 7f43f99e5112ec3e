import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { priceZScoreFeature } from './price-z-score.ts';

it('is the distance from the mean in population deviations', () => {
  // Mean 3, deviation sqrt(8/3)... of 1, 3, 5: (4 + 0 + 4) / 3.
  expect(valuesOf(priceZScoreFeature, [1, 3, 5], { bars: 3 })).toEqual([
    NaN,
    NaN,
    expect.closeTo(2 / Math.sqrt(8 / 3), 12),
  ]);
});

it('is 0 where the price stands still, though rounding moves its mean', () => {
  expect(valuesOf(priceZScoreFeature, [0.1, 0.1, 0.1], { bars: 3 })).toEqual([NaN, NaN, 0]);
});

import { expect, it } from 'vitest';
import { ewmaVolatilityFeature } from './ewma-volatility.ts';
import { valuesOf } from './feature-columns.test-data.ts';

it('is the root of the weighted mean of the squared log returns', () => {
  // Squares 4 and 0 with the weights 1/2 and 1.
  expect(valuesOf(ewmaVolatilityFeature, [1, Math.E ** 2, Math.E ** 2], { decay: 0.5 })).toEqual([
    NaN,
    expect.closeTo(2, 12),
    expect.closeTo(Math.sqrt(4 / 3), 12),
  ]);
});

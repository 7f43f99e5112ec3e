import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { realisedVolatilityFeature } from './realised-volatility.ts';

it('is the root of the mean square of the log returns', () => {
  const closes = [1, Math.E ** 3, Math.E ** 7];
  expect(valuesOf(realisedVolatilityFeature, closes, { bars: 2 })).toEqual([
    NaN,
    NaN,
    expect.closeTo(Math.sqrt(12.5), 12),
  ]);
});

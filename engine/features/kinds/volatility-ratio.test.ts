import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { volatilityRatioFeature } from './volatility-ratio.ts';

it('is the short volatility over the long one, less 1, and 0 where nothing moves', () => {
  const closes = [1, Math.E ** 3, Math.E ** 7, Math.E ** 7, Math.E ** 7];
  expect(valuesOf(volatilityRatioFeature, closes, { shortBars: 1, longBars: 2 })).toEqual([
    NaN,
    NaN,
    expect.closeTo(4 / Math.sqrt(12.5) - 1, 12),
    -1,
    0,
  ]);
});

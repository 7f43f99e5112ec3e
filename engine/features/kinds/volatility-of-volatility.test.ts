import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { volatilityOfVolatilityFeature } from './volatility-of-volatility.ts';

it('is the deviation of the volatilities over their mean, and 0 where they stand still', () => {
  // Volatilities over one bar: 1, 3, 3.
  const closes = [1, Math.E, Math.E ** -2, Math.E];
  expect(valuesOf(volatilityOfVolatilityFeature, closes, { volatilityBars: 1, bars: 2 })).toEqual([
    NaN,
    NaN,
    expect.closeTo(0.5, 12),
    0,
  ]);
  expect(valuesOf(volatilityOfVolatilityFeature, [2, 2, 2], { volatilityBars: 1, bars: 2 })).toEqual([NaN, NaN, 0]);
});

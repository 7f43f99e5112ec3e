import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { parkinsonVolatilityFeature } from './parkinson-volatility.ts';

it('is the root of the mean of ln(high / low)^2 / (4 ln 2)', () => {
  const bars = { high: [3 * Math.E, 3 * Math.E ** 3], low: [3, 3], close: [1, 1] };
  expect(columnsOf(parkinsonVolatilityFeature, bars, { bars: 2 })).toEqual({
    value: [NaN, expect.closeTo(Math.sqrt(5 / (4 * Math.log(2))), 12)],
  });
});

import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { garmanKlassVolatilityFeature } from './garman-klass-volatility.ts';

it('is the root of ln(high / low)^2 / 2 - (2 ln 2 - 1) ln(close / open)^2', () => {
  // ln(high / low) = 4, ln(close / open) = 2: 8 - 4 (2 ln 2 - 1).
  const bars = { open: [2 * Math.E], high: [2 * Math.E ** 4], low: [2], close: [2 * Math.E ** 3] };
  expect(columnsOf(garmanKlassVolatilityFeature, bars, { bars: 1 })).toEqual({
    value: [expect.closeTo(Math.sqrt(12 - 8 * Math.log(2)), 12)],
  });
});

it('is 0 without a range, and where the close was rounded out of it', () => {
  expect(
    columnsOf(
      garmanKlassVolatilityFeature,
      { open: [1, 1], high: [1, 1], low: [1, 1], close: [1, 1.001] },
      { bars: 1 },
    ),
  ).toEqual({
    value: [0, 0],
  });
});

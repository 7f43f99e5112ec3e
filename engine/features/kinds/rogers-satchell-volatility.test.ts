import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { rogersSatchellVolatilityFeature } from './rogers-satchell-volatility.ts';

it('is the root of ln(high / close) ln(high / open) + ln(low / close) ln(low / open)', () => {
  // 1 * 2 + (-2) * (-1) = 4
  const bars = { open: [1], high: [Math.E ** 2], low: [1 / Math.E], close: [Math.E] };
  expect(columnsOf(rogersSatchellVolatilityFeature, bars, { bars: 1 })).toEqual({ value: [expect.closeTo(2, 12)] });
});

it('is 0 for a bar that only moves one way, however far', () => {
  const bars = { open: [1, 3], high: [5, 3], low: [1, 2], close: [5, 2] };
  expect(columnsOf(rogersSatchellVolatilityFeature, bars, { bars: 1 })).toEqual({ value: [0, 0] });
});

it('is not below 0 where the close was rounded out of the range', () => {
  expect(
    columnsOf(rogersSatchellVolatilityFeature, { open: [1], high: [2], low: [1], close: [2.001] }, { bars: 1 }),
  ).toEqual({ value: [0] });
});

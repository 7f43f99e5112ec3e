import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { yangZhangVolatilityFeature } from './yang-zhang-volatility.ts';

it('weighs the variances of gaps, bodies and ranges', () => {
  const e = (power: number): number => Math.E ** power;
  // Gaps 1, 3, 2 and bodies 1, -1, 0, each with the sample variance 1; bars that move one way add no range.
  const open = [1, e(1), e(5), e(6)];
  const close = [1, e(2), e(4), e(6)];
  const bars = { open, high: [1, e(2), e(5), e(6)], low: [1, e(1), e(4), e(6)], close };
  const k = 0.34 / (1.34 + 4 / 2);
  expect(columnsOf(yangZhangVolatilityFeature, bars, { bars: 3 })).toEqual({
    value: [NaN, NaN, NaN, expect.closeTo(Math.sqrt(1 + k), 12)],
  });
  // Shadows of 1 on both sides of the last bar: 1 * 1 + (-1) * (-1) by Rogers and Satchell, 2 / 3 on average.
  const shadows = { open, high: [1, e(2), e(5), e(7)], low: [1, e(1), e(4), e(5)], close };
  expect(columnsOf(yangZhangVolatilityFeature, shadows, { bars: 3 })).toEqual({
    value: [NaN, NaN, NaN, expect.closeTo(Math.sqrt(1 + k + (1 - k) * (2 / 3)), 12)],
  });
});

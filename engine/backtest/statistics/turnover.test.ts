import { expect, it } from 'vitest';
import { turnover } from './turnover.ts';

it('is half of what was traded over the mean equity', () => {
  // Bought for 100 and sold for 140, on a mean of 120.
  expect(turnover(240, Float64Array.of(100, 140))).toBe(1);
  expect(turnover(0, Float64Array.of(100))).toBe(0);
  expect(turnover(100, Float64Array.of(0, 0))).toBe(0);
});

import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { skewnessFeature } from './skewness.ts';

/** Closes with these log returns between them. */
const closesOf = (...returns: number[]): number[] =>
  returns.reduce((closes, change) => [...closes, closes.at(-1)! * Math.exp(change)], [1]);

it('is m3 / m2^1.5 of the log returns', () => {
  // Deviations -1, -1, 2: m2 = 2, m3 = 2.
  expect(valuesOf(skewnessFeature, closesOf(0, 0, 3), { bars: 3 }).at(-1)).toBeCloseTo(2 / 2 ** 1.5, 10);
  expect(valuesOf(skewnessFeature, closesOf(0, 0, -3), { bars: 3 })).toEqual([
    NaN,
    NaN,
    NaN,
    expect.closeTo(-(2 ** -0.5), 10),
  ]);
});

it('is 0 where the price grows steadily, though rounding moves the returns', () => {
  expect(valuesOf(skewnessFeature, closesOf(0.1, 0.1, 0.1, 0.1), { bars: 3 })).toEqual([NaN, NaN, NaN, 0, 0]);
});

import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { kurtosisFeature } from './kurtosis.ts';

/** Closes with these log returns between them. */
const closesOf = (...returns: number[]): number[] =>
  returns.reduce((closes, change) => [...closes, closes.at(-1)! * Math.exp(change)], [1]);

it('is m4 / m2^2 - 3 of the log returns', () => {
  // Deviations -1, -1, -1, 3: m2 = 3, m4 = 21.
  expect(valuesOf(kurtosisFeature, closesOf(0, 0, 0, 4), { bars: 4 })).toEqual([
    NaN,
    NaN,
    NaN,
    NaN,
    expect.closeTo(21 / 9 - 3, 10),
  ]);
  expect(valuesOf(kurtosisFeature, closesOf(1, -1, 1, -1), { bars: 4 }).at(-1)).toBeCloseTo(-2, 10);
});

it('is 0 where the price grows steadily, though rounding moves the returns', () => {
  expect(valuesOf(kurtosisFeature, closesOf(0.1, 0.1, 0.1, 0.1), { bars: 4 }).at(-1)).toBe(0);
});

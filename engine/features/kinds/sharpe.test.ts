import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { sharpeFeature } from './sharpe.ts';

/** Closes with these log returns between them. */
const closesOf = (...returns: number[]): number[] =>
  returns.reduce((closes, change) => [...closes, closes.at(-1)! * Math.exp(change)], [1]);

it('is the mean of the log returns over their sample deviation', () => {
  // Mean 2, sample deviation 1.
  expect(valuesOf(sharpeFeature, closesOf(1, 3, 2), { bars: 3 })).toEqual([NaN, NaN, NaN, expect.closeTo(2, 12)]);
  expect(valuesOf(sharpeFeature, closesOf(-1, -3), { bars: 2 }).at(-1)).toBeCloseTo(-Math.SQRT2, 12);
});

it('is 0 where the price grows steadily, though rounding moves the returns', () => {
  expect(valuesOf(sharpeFeature, closesOf(0.1, 0.1, 0.1, 0.1), { bars: 3 }).slice(3)).toEqual([0, 0]);
});

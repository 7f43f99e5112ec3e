import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { returnRankFeature } from './return-rank.ts';

/** Closes with these log returns between them. */
const closesOf = (...returns: number[]): number[] =>
  returns.reduce((closes, change) => [...closes, closes.at(-1)! * Math.exp(change)], [1]);

it('is the share of the other returns that the last one exceeds, equal ones counting half', () => {
  expect(valuesOf(returnRankFeature, closesOf(1, 3, 2, 2, 4, 0), { bars: 3 })).toEqual([
    NaN,
    NaN,
    NaN,
    0.5,
    0.25,
    1,
    0,
  ]);
});

it('is 0.5 where all returns are equal but for rounding', () => {
  expect(valuesOf(returnRankFeature, closesOf(0.1, 0.1, 0.1, 0.1), { bars: 4 }).at(-1)).toBe(0.5);
});

import { expect, it } from 'vitest';
import { entropyFeature } from './entropy.ts';
import { valuesOf } from './feature-columns.test-data.ts';

const lastOf = (...closes: number[]): number => valuesOf(entropyFeature, closes, { bars: closes.length }).at(-1)!;

it('is 0 where there is one order alone', () => {
  expect(lastOf(1, 2, 3, 4, 5)).toBe(0);
  expect(lastOf(5, 4, 3, 2, 1)).toBe(0);
  expect(lastOf(2, 2, 2, 2, 2)).toBe(0);
});

it('is ln 3 over ln 6 of three orders, each once', () => {
  expect(lastOf(1, 2, 3, 2, 1)).toBeCloseTo(Math.log(3) / Math.log(6), 12);
});

it('is 1 where all six orders are as frequent', () => {
  expect(lastOf(1, 2, 6, 5, 4, 8, 3, 7)).toBeCloseTo(1, 12);
});

it('weighs orders by how often they come', () => {
  // Rising three times of four.
  const expected = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25)) / Math.log(6);
  expect(lastOf(1, 2, 3, 4, 5, 4.5)).toBeCloseTo(expected, 12);
  expect(valuesOf(entropyFeature, [9, 1, 2, 3, 4, 5, 4.5], { bars: 6 })).toEqual([
    ...Array<number>(5).fill(NaN),
    expect.any(Number),
    expect.closeTo(expected, 12),
  ]);
});

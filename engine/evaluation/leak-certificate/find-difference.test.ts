import { expect, it } from 'vitest';
import { findDifference } from './find-difference.ts';

it('finds the first place at which any bit differs', () => {
  expect(findDifference([1, NaN, 0], [1, NaN, 0])).toBe(-1);
  expect(findDifference([1, 2, 3, 4], [1, 2, 3 + 1e-15, 5])).toBe(2);
  expect(findDifference([0], [-0])).toBe(0);
  expect(findDifference([NaN], [0])).toBe(0);
});

it('takes a number that one of them lacks for a difference', () => {
  expect(findDifference([1, 2], [1])).toBe(1);
  expect(findDifference([1], [1, NaN])).toBe(1);
  expect(findDifference([], [])).toBe(-1);
});

it('compares by the rule that is given', () => {
  const isClose = (one = NaN, other = NaN): boolean => Math.abs(one - other) < 0.1;
  expect(findDifference([1, 2, 3], [1.05, 2, 4], isClose)).toBe(2);
});

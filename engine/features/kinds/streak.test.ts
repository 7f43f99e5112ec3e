import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { streakFeature } from './streak.ts';

it('counts the closes in one direction, and begins again at a turn or an unchanged close', () => {
  expect(valuesOf(streakFeature, [1, 2, 3, 3, 2, 1, 2])).toEqual([NaN, 0.1, 0.2, 0, -0.1, -0.2, 0.1]);
});

it('goes no further than ten', () => {
  const rising = Array.from({ length: 14 }, (_, t) => t + 1);
  expect(valuesOf(streakFeature, rising).slice(9)).toEqual([0.9, 1, 1, 1, 1]);
  expect(valuesOf(streakFeature, rising.reverse()).slice(9)).toEqual([-0.9, -1, -1, -1, -1]);
});

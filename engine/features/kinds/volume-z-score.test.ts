import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { volumeZScoreFeature } from './volume-z-score.ts';

const scoresOf = (...volume: number[]): number[] =>
  columnsOf(volumeZScoreFeature, { close: volume, volume }, { bars: 3 })['value']!;

it('is the distance of ln(1 + volume / mean) from its mean, in deviations', () => {
  // ln 1, ln 2, ln 3: mean 0.597253, deviation 0.453604.
  expect(scoresOf(0, 2, 4)).toEqual([NaN, NaN, expect.closeTo(1.105279, 5)]);
});

it('is 0 where all volumes are equal, and without volume', () => {
  expect(scoresOf(0.1, 0.1, 0.1)).toEqual([NaN, NaN, 0]);
  expect(scoresOf(0, 0, 0)).toEqual([NaN, NaN, 0]);
});

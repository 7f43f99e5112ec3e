import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { seriesZScoreFeature } from './series-z-score.ts';

const valuesFrom = (seriesValue: number[], params = {}): number[] =>
  columnsOf(seriesZScoreFeature, { close: seriesValue, seriesValue }, params)['value']!;

it('is the distance from the mean in population deviations, NaN while a value of the window is missing', () => {
  expect(valuesFrom([NaN, 1, 3, 5, 5], { bars: 3 })).toEqual([
    NaN,
    NaN,
    NaN,
    expect.closeTo(2 / Math.sqrt(8 / 3), 12),
    expect.closeTo(2 / 3 / Math.sqrt(8 / 9), 12),
  ]);
});

it('is 0 where the series stands still, also at 0', () => {
  expect(valuesFrom([0.1, 0.1, 0.1], { bars: 3 })).toEqual([NaN, NaN, 0]);
  expect(valuesFrom([0, 0, 0], { bars: 3 })).toEqual([NaN, NaN, 0]);
});

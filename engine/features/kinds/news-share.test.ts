import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { newsShareFeature } from './news-share.ts';

const valuesFrom = (seriesValue: number[], params = {}): number[] =>
  columnsOf(newsShareFeature, { close: seriesValue, seriesValue }, params)['value']!;

it('is the share of the last bars with news, NaN while one lies before the first value', () => {
  expect(valuesFrom([NaN, 1, 0, 3, 1], { bars: 2 })).toEqual([NaN, NaN, 0.5, 0.5, 1]);
});

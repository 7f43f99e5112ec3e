import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { sentimentMeanFeature } from './sentiment-mean.ts';

const valuesFrom = (seriesValue: number[], params = {}): number[] =>
  columnsOf(sentimentMeanFeature, { close: seriesValue, seriesValue }, params)['value']!;

it('is the mean of the last values, NaN while one of them is missing', () => {
  expect(valuesFrom([NaN, 0.5, -0.25, 0.25], { bars: 2 })).toEqual([NaN, NaN, 0.125, 0]);
});

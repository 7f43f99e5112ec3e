import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { sentimentChangeFeature } from './sentiment-change.ts';

const valuesFrom = (seriesValue: number[], params = {}): number[] =>
  columnsOf(sentimentChangeFeature, { close: seriesValue, seriesValue }, params)['value']!;

it('is the value less that of `bars` bars before, of the series "sentiment" alone', () => {
  expect(valuesFrom([NaN, 0.5, -0.25, 0.25], { bars: 1 })).toEqual([NaN, NaN, -0.75, 0.5]);
  expect(sentimentChangeFeature.needs).toEqual({ series: 'sentiment' });
});

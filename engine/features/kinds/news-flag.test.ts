import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { newsFlagFeature } from './news-flag.ts';

const valuesFrom = (seriesValue: number[], params = {}): number[] =>
  columnsOf(newsFlagFeature, { close: seriesValue, seriesValue }, params)['value']!;

it('is 1 where the series is above 0, else 0, and NaN before its first value', () => {
  expect(valuesFrom([NaN, 1, 0, 3, -1])).toEqual([NaN, 1, 0, 1, 0]);
});

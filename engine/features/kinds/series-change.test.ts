import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { seriesChangeFeature } from './series-change.ts';

const valuesFrom = (seriesValue: number[], params = {}): number[] =>
  columnsOf(seriesChangeFeature, { close: seriesValue, seriesValue }, params)['value']!;

it('is the value less that of `bars` bars before, NaN where either is missing', () => {
  expect(valuesFrom([NaN, 4, 5, -1, 7], { bars: 2 })).toEqual([NaN, NaN, NaN, -5, 2]);
});

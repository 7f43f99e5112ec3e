import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { seriesReturnFeature } from './series-return.ts';

const valuesFrom = (seriesValue: number[], params = {}): number[] =>
  columnsOf(seriesReturnFeature, { close: seriesValue, seriesValue }, params)['value']!;

it('is the logarithm of the value over that of `bars` bars before', () => {
  expect(valuesFrom([0.5, 3, 4, 0.75], { bars: 2 })).toEqual([NaN, NaN, Math.log(8), Math.log(0.25)]);
});

it('is NaN where either is missing or not above 0', () => {
  expect(valuesFrom([NaN, 2, 0, 3, -1, -2], { bars: 1 })).toEqual([NaN, NaN, NaN, NaN, NaN, NaN]);
});

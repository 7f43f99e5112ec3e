import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { seriesLevelFeature } from './series-level.ts';

const valuesFrom = (seriesValue: number[], params = {}): number[] =>
  columnsOf(seriesLevelFeature, { close: seriesValue, seriesValue }, params)['value']!;

it('is the value as it was known, of any size and sign', () => {
  expect(valuesFrom([NaN, 4.25, -3, 0])).toEqual([NaN, 4.25, -3, 0]);
});

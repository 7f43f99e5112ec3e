import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { rangeRatioFeature } from './range-ratio.ts';

it('is the range over its mean, less 1, and 0 without any', () => {
  const bars = { high: [12, 16, 10, 10], low: [10, 10, 10, 10], close: [11, 11, 10, 10] };
  expect(columnsOf(rangeRatioFeature, bars, { bars: 2 })).toEqual({ value: [NaN, 0.5, -1, 0] });
});

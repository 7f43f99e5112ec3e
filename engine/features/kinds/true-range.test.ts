import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { trueRangeFeature } from './true-range.ts';

it('draws the close before into the range, and is a fraction of it', () => {
  const bars = { high: [11, 13, 12, 7], low: [9, 11, 8, 6], close: [10, 12, 8, 6] };
  expect(columnsOf(trueRangeFeature, bars)).toEqual({ value: [NaN, 3 / 10, 4 / 12, 2 / 8] });
});

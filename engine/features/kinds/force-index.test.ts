import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { forceIndexFeature } from './force-index.ts';

it('is the mean of the changes weighted by volume, over the close; the first volume weighs no change', () => {
  const bars = { close: [10, 12, 11, 11], volume: [9, 1, 3, 0] };
  // Forces 2, -3, 0: -1/2, then -1/6. Volumes 1, 3, 0: 2, then 2/3.
  expect(columnsOf(forceIndexFeature, bars, { bars: 2 })).toEqual({
    value: [NaN, NaN, expect.closeTo(-1 / 44, 12), expect.closeTo(-1 / 44, 12)],
  });
});

it('is 0 without volume', () => {
  expect(columnsOf(forceIndexFeature, { close: [1, 2, 3], volume: [5, 0, 0] }, { bars: 2 })).toEqual({
    value: [NaN, NaN, 0],
  });
});

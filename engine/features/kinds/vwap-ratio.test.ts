import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { vwapRatioFeature } from './vwap-ratio.ts';

it('is the close over the mean typical price weighted by volume, less 1, and 0 without volume', () => {
  const bars = { high: [12, 15, 9, 9], low: [9, 12, 9, 9], close: [9, 12, 9, 9], volume: [2, 1, 0, 0] };
  // Typical prices 10 and 13, so the average is 11; then 13 alone.
  expect(columnsOf(vwapRatioFeature, bars, { bars: 2 })).toEqual({
    value: [NaN, expect.closeTo(12 / 11 - 1, 12), expect.closeTo(9 / 13 - 1, 12), 0],
  });
});

import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { obvSlopeFeature } from './obv-slope.ts';

it('is the slope of the signed volumes, summed up, over their mean volume', () => {
  const bars = { close: [10, 11, 11, 9], volume: [4, 2, 6, 4] };
  // OBV from the window's first bar on: 0, 2, 2 rises by 1 a bar; 0, 0, -4 falls by 2. The mean volume is 4 in both.
  expect(columnsOf(obvSlopeFeature, bars, { bars: 3 })).toEqual({ value: [NaN, NaN, 0.25, -0.5] });
});

it('is 0 without volume', () => {
  expect(columnsOf(obvSlopeFeature, { close: [1, 2, 3], volume: [0, 0, 0] }, { bars: 2 })).toEqual({
    value: [NaN, 0, 0],
  });
});

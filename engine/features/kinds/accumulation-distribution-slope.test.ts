import { expect, it } from 'vitest';
import { accumulationDistributionSlopeFeature } from './accumulation-distribution-slope.ts';
import { columnsOf } from './feature-columns.test-data.ts';

it('is the slope of the volumes, weighted by where the close stands and summed up, over their mean', () => {
  const bars = {
    high: [12, 12, 12, 9],
    low: [8, 8, 8, 9],
    close: [12, 10, 8, 9],
    volume: [2, 4, 6, 2],
  };
  // From the window's first bar on: 0, 0, -6, then 0, -6, -6 with a bar without range; slope -3, mean volume 4.
  expect(columnsOf(accumulationDistributionSlopeFeature, bars, { bars: 3 })).toEqual({
    value: [NaN, NaN, -0.75, -0.75],
  });
});

it('is 0 without volume', () => {
  const bars = { high: [2, 3], low: [1, 1], close: [2, 3], volume: [0, 0] };
  expect(columnsOf(accumulationDistributionSlopeFeature, bars, { bars: 2 })).toEqual({ value: [NaN, 0] });
});

import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { priceRatiosFeature } from './price-ratios.ts';

it('is open, high and low over the close, and the close over the one before, less 1', () => {
  const bars = { open: [4, 6], high: [4, 12], low: [4, 4], close: [4, 8] };
  expect(columnsOf(priceRatiosFeature, bars)).toEqual({
    open: [0, -0.25],
    high: [0, 0.5],
    low: [0, -0.5],
    close: [NaN, 1],
  });
});

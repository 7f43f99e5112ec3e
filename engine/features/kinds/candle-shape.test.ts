import { expect, it } from 'vitest';
import { candleShapeFeature } from './candle-shape.ts';
import { columnsOf } from './feature-columns.test-data.ts';

it('gives body, shadows and the place of the close as shares of the range', () => {
  const bars = { open: [2, 8], high: [10, 8], low: [0, 4], close: [6, 4] };
  expect(columnsOf(candleShapeFeature, bars)).toEqual({
    body: [0.4, -1],
    'upper-shadow': [0.4, 0],
    'lower-shadow': [0.2, 0],
    'close-location': [0.6, 0],
  });
});

it('is neutral without a range, and keeps to its limits where the close was rounded out of the range', () => {
  const bars = { open: [5, 5], high: [5, 6], low: [5, 5], close: [5, 7] };
  expect(columnsOf(candleShapeFeature, bars)).toEqual({
    body: [0, 1],
    'upper-shadow': [0, 0],
    'lower-shadow': [0, 0],
    'close-location': [0.5, 1],
  });
});

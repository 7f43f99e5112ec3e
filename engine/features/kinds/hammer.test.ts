import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { hammerFeature } from './hammer.ts';

it.each([
  { name: 'a hammer', open: 19, close: 20, high: 20, low: 10, value: 1 },
  { name: 'a falling hammer', open: 20, close: 19, high: 20, low: 10, value: 1 },
  { name: 'a hammer without a body', open: 20, close: 20, high: 20, low: 10, value: 1 },
  { name: 'a lower shadow twice as long as the body', open: 16, close: 19, high: 19, low: 10, value: 1 },
  { name: 'a lower shadow shorter than that', open: 15.9, close: 19, high: 19, low: 10, value: 0 },
  { name: 'a shadow above it of more than a tenth', open: 18, close: 18.9, high: 20, low: 10, value: 0 },
  { name: 'a shooting star', open: 10, close: 11, high: 20, low: 10, value: -1 },
  { name: 'a full body', open: 10, close: 20, high: 20, low: 10, value: 0 },
  { name: 'a bar without a range', open: 15, close: 15, high: 15, low: 15, value: 0 },
])('is $value for $name', ({ open, high, low, close, value }) => {
  expect(columnsOf(hammerFeature, { open: [open], high: [high], low: [low], close: [close] })).toEqual({
    value: [value],
  });
});

import { expect, it } from 'vitest';
import { dojiFeature } from './doji.ts';
import { columnsOf } from './feature-columns.test-data.ts';

it.each([
  { name: 'a body of a tenth of the range', open: 15, close: 16, value: 1 },
  { name: 'a falling body of a tenth of the range', open: 16, close: 15, value: 1 },
  { name: 'a longer body', open: 15, close: 16.01, value: 0 },
])('is $value for $name', ({ open, close, value }) => {
  expect(columnsOf(dojiFeature, { open: [open], high: [20], low: [10], close: [close] })).toEqual({ value: [value] });
});

it('is 1 without a range', () => {
  expect(columnsOf(dojiFeature, { close: [5] })).toEqual({ value: [1] });
});

it('decides a tie alike whatever factor is on the prices', () => {
  // 0.3 - 0.2 is below and 1.1 - 1 above a tenth of the range, by rounding.
  const [open, high, low] = [1, 1.5, 0.5];
  for (let factor = 0.01; factor < 3; factor += 0.01) {
    const bars = { open: [open * factor], high: [high * factor], low: [low * factor], close: [1.1 * factor] };
    expect(columnsOf(dojiFeature, bars)).toEqual({ value: [1] });
  }
});

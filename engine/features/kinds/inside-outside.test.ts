import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { insideOutsideFeature } from './inside-outside.ts';

it.each([
  { name: 'outside on both sides', high: 11, low: 4, value: 1 },
  { name: 'inside on both sides', high: 9, low: 6, value: -1 },
  { name: 'outside above alone', high: 11, low: 6, value: 0 },
  { name: 'outside below alone', high: 9, low: 4, value: 0 },
  { name: 'the same high', high: 10, low: 4, value: 0 },
  { name: 'the same low', high: 9, low: 5, value: 0 },
])('is $value for a bar that is $name', ({ high, low, value }) => {
  const bars = { high: [10, high], low: [5, low], close: [7, 7] };
  expect(columnsOf(insideOutsideFeature, bars)).toEqual({ value: [NaN, value] });
});

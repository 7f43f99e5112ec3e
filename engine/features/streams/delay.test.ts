import { expect, it } from 'vitest';
import { createDelay } from './delay.ts';

it.each([
  { length: 1, expected: [NaN, 1, 2, NaN, 4] },
  { length: 3, expected: [NaN, NaN, NaN, 1, 2] },
])('gives the number of $length pushes ago', ({ length, expected }) => {
  const delay = createDelay(length);
  expect([1, 2, NaN, 4, 5].map((value) => delay.push(value))).toEqual(expected);
});

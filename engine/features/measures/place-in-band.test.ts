import { expect, it } from 'vitest';
import { placeInBand } from './place-in-band.ts';

it.each([
  { close: 9, lower: 9, middle: 10, upper: 11, expected: [0, 0.2] },
  { close: 10.5, lower: 9, middle: 10, upper: 11, expected: [0.75, 0.2] },
  { close: 12, lower: 9, middle: 10, upper: 11, expected: [1.5, 0.2] },
  { close: 10, lower: 10, middle: 10, upper: 10, expected: [0.5, 0] },
])('$close in $lower … $upper', ({ close, lower, middle, upper, expected }) => {
  const out = new Float64Array(2);
  placeInBand(close, lower, middle, upper, out);
  expect(Array.from(out)).toEqual(expected);
});

it('takes the width that rounding leaves for none, and has no place in a band that is not there yet', () => {
  const out = new Float64Array(2);
  placeInBand(40.01, 40.01 - 1e-14, 40.01, 40.01 + 1e-14, out);
  expect(out[0]).toBe(0.5);
  placeInBand(40, NaN, NaN, NaN, out);
  expect(Array.from(out)).toEqual([NaN, NaN]);
});

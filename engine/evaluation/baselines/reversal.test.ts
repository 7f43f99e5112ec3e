import { expect, it } from 'vitest';
import { reversal } from './reversal.ts';

it.each([
  [1, false], // rose
  [2, true], // fell
  [3, false], // unchanged
  [0, false], // no history
])('bar %i: %s', (t, up) => {
  expect(reversal.predictUp(Float64Array.of(10, 12, 11, 11), t, 5)).toBe(up);
});

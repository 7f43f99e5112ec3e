import { expect, it } from 'vitest';
import { momentum } from './momentum.ts';

// 100, then ten bars at 90, 91, … 99, then 95.
const closes = Float64Array.of(100, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 95);

it.each([
  [10, false], // 99 with 100, ten bars before
  [11, true], // 95 with 90, although the last bar fell
  [4, false], // shorter history: 93 with the oldest, 100
])('bar %i: %s, whatever the horizon', (t, up) => {
  expect(momentum.predictUp(closes, t, 1)).toBe(up);
  expect(momentum.predictUp(closes, t, 20)).toBe(up);
});

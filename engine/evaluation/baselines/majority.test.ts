import { expect, it } from 'vitest';
import { majority } from './majority.ts';

const closes = Float64Array.of(10, 12, 11, 11, 9, 8, 20);

it.each([
  // t, h: the moves that are known
  [0, 1, true], // none
  [1, 1, true], // up
  [2, 1, true], // up, down: a tie
  [3, 1, false], // up, down, unchanged, which is not up
  [5, 1, false], // the rise to 20 is not known yet
  [2, 2, true], // 10 to 11
  [4, 2, false], // 10 to 11, 12 to 11, 11 to 9
])('bar %i, horizon %i: %s', (t, horizonBars, up) => {
  expect(majority.predictUp(closes, t, horizonBars)).toBe(up);
});

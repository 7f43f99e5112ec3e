import { expect, it } from 'vitest';
import { persistence } from './persistence.ts';

const closes = Float64Array.of(10, 12, 11, 11);

it.each([
  // t, h: what is compared
  [2, 1, false], // 11 with 12
  [2, 2, true], // 11 with 10
  [3, 1, false], // 11 with 11: unchanged is not up
  [2, 9, true], // shorter history: 11 with the oldest, 10
  [0, 1, false], // no history at all
])('bar %i, horizon %i: %s', (t, horizonBars, up) => {
  expect(persistence.predictUp(closes, t, horizonBars)).toBe(up);
});

import { expect, it } from 'vitest';
import { countDirections } from './direction-counts.ts';

it('counts the four cells', () => {
  // said:  up   up   up   down down up
  // came:  up   down up   down up   down
  expect(countDirections(Uint8Array.of(1, 1, 1, 0, 0, 1), Uint8Array.of(1, 0, 1, 0, 1, 0))).toEqual({
    truePositive: 2,
    falsePositive: 2,
    trueNegative: 1,
    falseNegative: 1,
  });
});

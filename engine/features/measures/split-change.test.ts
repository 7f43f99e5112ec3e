import { expect, it } from 'vitest';
import { directionOf, measureGain, measureLoss } from './split-change.ts';

it.each([
  { before: 1, price: 1.1, gain: 1.1 - 1, loss: 0, direction: 1 },
  { before: 1.1, price: 1, gain: 0, loss: 1.1 - 1, direction: -1 },
  { before: 3, price: 3, gain: 0, loss: 0, direction: 0 },
  { before: NaN, price: 3, gain: NaN, loss: NaN, direction: 0 },
])('from $before to $price', ({ before, price, gain, loss, direction }) => {
  expect([measureGain(price - before), measureLoss(price - before)]).toEqual([gain, loss]);
  expect(directionOf(before, price)).toBe(direction);
});

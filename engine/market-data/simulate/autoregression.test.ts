import { expect, it } from 'vitest';
import { createRandom } from '../../kernel/random.ts';
import { simulateAutoregression } from './autoregression.ts';

it('has variance 1, and half of a value is left after the half-life', () => {
  const path = simulateAutoregression(60_000, 22, createRandom(3));
  let square = 0;
  let lagged = 0;
  for (let t = 22; t < path.length; t++) {
    square += path[t]! ** 2;
    lagged += path[t]! * path[t - 22]!;
  }
  expect(Math.abs(square / (path.length - 22) - 1)).toBeLessThan(0.1);
  expect(Math.abs(lagged / square - 0.5)).toBeLessThan(0.06);
});

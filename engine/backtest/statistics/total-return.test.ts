import { expect, it } from 'vitest';
import { totalReturn } from './total-return.ts';

it('compares the last value with the capital, whatever lay between', () => {
  // 125 / 100 - 1
  expect(totalReturn(100, Float64Array.of(90, 300, 125))).toBe(0.25);
});

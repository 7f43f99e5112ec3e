import { expect, it } from 'vitest';
import { profitFactor } from './profit-factor.ts';
import { tapeOf } from './trades.test-data.ts';

it('is what closed trades won over what they lost', () => {
  expect(profitFactor(tapeOf([5, -1, 0, -3, [9]]))).toBe(1.25);
  expect(profitFactor(tapeOf([-1]))).toBe(0);
});

it('is null where none lost', () => {
  expect(profitFactor(tapeOf([5, 0, [-9]]))).toBeNull();
  expect(profitFactor(tapeOf([]))).toBeNull();
});

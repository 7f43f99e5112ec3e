import { expect, it } from 'vitest';
import { hitRate } from './hit-rate.ts';
import { tapeOf } from './trades.test-data.ts';

it('is the share of closed trades with a profit', () => {
  // One of four; breaking even is no hit, and the open winner does not count.
  expect(hitRate(tapeOf([5, -1, 0, -2, [9]]))).toBe(0.25);
});

it('is null without closed trades', () => {
  expect(hitRate(tapeOf([]))).toBeNull();
  expect(hitRate(tapeOf([[9]]))).toBeNull();
});

import { expect, it } from 'vitest';
import { driftReturn } from './drift.ts';

it('carries the average growth on', () => {
  // 100 to 121 in two bars is 10 % a bar; three bars more: 1.1³ - 1
  expect(driftReturn(Float64Array.of(100, 104, 121), 2, 3)).toBeCloseTo(0.331, 14);
});

it('knows nothing without history', () => {
  expect(driftReturn(Float64Array.of(100), 0, 3)).toBe(0);
});

import { expect, it } from 'vitest';
import { directionalAccuracy } from './directional-accuracy.ts';

it('is the share of right directions', () => {
  // (2 + 1) / (2 + 2 + 1 + 1)
  expect(directionalAccuracy({ truePositive: 2, falsePositive: 2, trueNegative: 1, falseNegative: 1 })).toBe(0.5);
});

it('has no value without samples', () => {
  expect(directionalAccuracy({ truePositive: 0, falsePositive: 0, trueNegative: 0, falseNegative: 0 })).toBeNaN();
});

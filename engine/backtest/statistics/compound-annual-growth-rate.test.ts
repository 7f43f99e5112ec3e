import { expect, it } from 'vitest';
import { compoundAnnualGrowthRate } from './compound-annual-growth-rate.ts';

const yearMs = 365.25 * 86_400_000;

it('is the yearly rate that compounds to the total', () => {
  // 100 to 121 in two years: sqrt(1.21) - 1
  expect(compoundAnnualGrowthRate(100, [0, 2 * yearMs], Float64Array.of(100, 121))).toBeCloseTo(0.1, 14);
  // 100 to 81 in two years: sqrt(0.81) - 1
  expect(compoundAnnualGrowthRate(100, [0, 2 * yearMs], Float64Array.of(100, 81))).toBeCloseTo(-0.1, 14);
});

it('does not annualise less than a year', () => {
  // 2 % in a month would be 27 % a year.
  expect(compoundAnnualGrowthRate(100, [0, yearMs / 12], Float64Array.of(100, 102))).toBeCloseTo(0.02, 14);
  expect(compoundAnnualGrowthRate(100, [0], Float64Array.of(103))).toBeCloseTo(0.03, 14);
});

import { expect, it } from 'vitest';
import { compoundAnnualGrowthRate } from './compound-annual-growth-rate.ts';

const dayMs = 86_400_000;
const yearMs = 365.25 * dayMs;

it('is the yearly rate that compounds to the total', () => {
  // 100 to 121 in two years: sqrt(1.21) - 1
  expect(compoundAnnualGrowthRate(100, [0, 2 * yearMs], Float64Array.of(100, 121))).toBeCloseTo(0.1, 14);
  // 100 to 81 in two years: sqrt(0.81) - 1
  expect(compoundAnnualGrowthRate(100, [0, 2 * yearMs], Float64Array.of(100, 81))).toBeCloseTo(-0.1, 14);
  expect(compoundAnnualGrowthRate(100, [0, 2 * yearMs], Float64Array.of(100, 0))).toBe(-1);
});

it('does not annualise less than a year, from the first session to the last', () => {
  expect(compoundAnnualGrowthRate(100, [0, 300 * dayMs], Float64Array.of(100, 102))).toBeNull();
  expect(compoundAnnualGrowthRate(100, [0], Float64Array.of(103))).toBeNull();
  const [first, last] = [Date.UTC(2019, 0, 2), Date.UTC(2019, 11, 31)];
  expect(compoundAnnualGrowthRate(100, [first, last], Float64Array.of(100, 110))).toBeCloseTo(0.1, 2);
});

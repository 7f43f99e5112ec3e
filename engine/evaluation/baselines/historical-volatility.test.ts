import { AppError } from '#contract/errors.ts';
import { expect, it } from 'vitest';
import { historicalVolatility, historicalVolatilityQuantiles } from './historical-volatility.ts';

it('is the standard deviation of the log returns', () => {
  // Returns 0.01, -0.01, 0.03: mean 0.01, squares 0 + 0.0004 + 0.0004, / 2 = 0.0004, root 0.02
  const closes = Float64Array.of(0, 0.01, 0, 0.03).map(Math.exp);
  expect(historicalVolatility(closes, 3)).toBeCloseTo(0.02, 14);
});

it('looks back 60 returns and no further', () => {
  // 100 wild bars, then 61 calm closes that differ by ±1 %: 30 up, 30 down, mean 0, 60 · 0.01² / 59
  const wild = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 0 : 0.5));
  const calm = Array.from({ length: 61 }, (_, i) => (i % 2 === 0 ? 0 : 0.01));
  const closes = Float64Array.from([...wild, ...calm], Math.exp);
  expect(historicalVolatility(closes, 160)).toBeCloseTo(0.01 * Math.sqrt(60 / 59), 14);
  expect(historicalVolatility(closes, 159)).toBeGreaterThan(0.05);
});

it('spreads the quantiles by the square root of time', () => {
  const closes = Float64Array.of(0, 0.01, 0, 0.03).map(Math.exp);
  const [low, middle, high] = historicalVolatilityQuantiles(closes, 3, 4, [0.025, 0.5, 0.975]);
  // 0.02 · sqrt(4) · 1.959964
  expect(high).toBeCloseTo(0.0783985594, 9);
  expect(low).toBeCloseTo(-0.0783985594, 9);
  expect(middle).toBeCloseTo(0, 15);
});

it('is zero for a price that never moves', () => {
  expect(historicalVolatility(new Float64Array(9).fill(7), 8)).toBe(0);
});

it('needs three bars', () => {
  expect(() => historicalVolatility(Float64Array.of(1, 2, 3), 1)).toThrow(AppError);
});

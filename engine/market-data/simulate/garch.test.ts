import { expect, it } from 'vitest';
import { createRandom } from '../../kernel/random.ts';
import { simulateGarch } from './garch.ts';

it('keeps its long-run volatility and clusters', () => {
  const { returns, volatility } = simulateGarch(60_000, 0.012, createRandom(5));
  const variance = returns.reduce((a, b) => a + b ** 2, 0) / returns.length;
  expect(Math.abs(Math.sqrt(variance) / 0.012 - 1)).toBeLessThan(0.1);
  // By hand from the recursion: v[1] = 0.02 × 0.012² + 0.08 r[0]² + 0.9 × 0.012².
  expect(volatility[0]).toBeCloseTo(0.012, 12);
  expect(volatility[1]! ** 2).toBeCloseTo(0.92 * 0.000144 + 0.08 * returns[0]! ** 2, 15);
  expect(Math.max(...volatility)).toBeGreaterThan(2 * Math.min(...volatility));
});

import { expect, it } from 'vitest';
import { interpolateQuantiles } from '#contract/distribution.ts';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import { createRandom } from '../kernel/random.ts';
import { measurePathDrawdown } from './path-drawdown.ts';

const levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];
const normal = (mean: number, deviation: number) =>
  interpolateQuantiles(
    levels,
    levels.map((level) => mean + deviation * inverseNormalCdf(level)),
  );

/** Random walks simulated step by step, another way than by bridges. */
function simulate(mean: number, deviation: number, steps: number): { expected: number; quantile95: number } {
  const random = createRandom(99);
  const all = Float64Array.from({ length: 20_000 }, () => {
    let [value, highest, deepest] = [0, 0, 0];
    for (let i = 0; i < steps; i++) {
      value += mean / steps + (deviation / Math.sqrt(steps)) * random.normal();
      highest = Math.max(highest, value);
      deepest = Math.max(deepest, highest - value);
    }
    return -Math.expm1(-deepest);
  }).sort();
  return { expected: all.reduce((sum, x) => sum + x, 0) / all.length, quantile95: all[19_000]! };
}

it.each([
  [0, 0.05, 14],
  [0.04, 0.05, 14],
  [-0.08, 0.1, 14],
  [0, 0.02, 1],
  [0.01, 0.03, 5],
  [0.3, 0.4, 250],
])('agrees with simulated random walks: mean %d, deviation %d, %d bars', (mean, deviation, bars) => {
  const exact = simulate(mean, deviation, bars);
  const { expected, quantile95 } = measurePathDrawdown(normal(mean, deviation), deviation, bars);
  // 512 paths: about 2 % of the mean, and 4 % of the quantile; of more than 128 bars only 128 are looked at.
  expect(Math.abs(expected / exact.expected - 1)).toBeLessThan(0.05);
  expect(Math.abs(quantile95 / exact.quantile95 - 1)).toBeLessThan(0.08);
});

it('without drift is sqrt(π / 2) σ sqrt(h) for many bars, as Magdon-Ismail and others have it', () => {
  // Small enough that the logarithm hardly matters. Between bars Brownian motion goes on, bars are looked at once: a
  // random walk of 128 steps falls 0.58 σ / sqrt(128) short on either side (Broadie, Glasserman and Kou 1997).
  const { expected } = measurePathDrawdown(normal(0, 0.001), 0.001, 1000);
  const seen = Math.sqrt(Math.PI / 2) - (2 * 0.5826) / Math.sqrt(128);
  expect(Math.abs(expected / 0.001 / seen - 1)).toBeLessThan(0.04);
});

it('is a fraction, deeper for what ends lower and for what is wilder on its way', () => {
  const certain = interpolateQuantiles(levels, new Float64Array(7));
  expect(measurePathDrawdown(certain, 0, 10).expected).toBeLessThan(1e-8);
  const calm = measurePathDrawdown(normal(0, 0.05), 0.05, 10);
  expect(measurePathDrawdown(normal(-0.05, 0.05), 0.05, 10).expected).toBeGreaterThan(calm.expected);
  expect(measurePathDrawdown(normal(0, 0.05), 0.1, 10).expected).toBeGreaterThan(calm.expected);
  expect(calm.quantile95).toBeGreaterThan(calm.expected);
  expect(measurePathDrawdown(normal(-30, 1), 1, 10).expected).toBeLessThanOrEqual(1);
});

it('is the same for the same forecast', () => {
  expect(measurePathDrawdown(normal(0, 0.05), 0.05, 14)).toEqual(measurePathDrawdown(normal(0, 0.05), 0.05, 14));
});

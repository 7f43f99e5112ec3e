import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverseNormalCdf, normalCdf } from '../kernel/normal-distribution.ts';
import { expectation, interpolateQuantiles } from './distribution.ts';

const levels = [0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.975];
const number = fc.double({ min: -20, max: 20, noNaN: true });
const ascending = fc
  .array(number, { minLength: levels.length, maxLength: levels.length })
  .map((values) => values.toSorted((a, b) => a - b));
/** Any ascending values, many of them equal. */
const withTies = fc
  .array(fc.integer({ min: -2, max: 2 }), { minLength: levels.length, maxLength: levels.length })
  .map((values) => values.toSorted((a, b) => a - b));
const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

describe('of the quantiles of a normal distribution', () => {
  it.each([
    [0, 1],
    [0.4, 0.02],
    [-3, 7],
  ])('mean %d, deviation %d: gives that distribution back to 1e-9, in the tails too', (mean, deviation) => {
    const normal = interpolateQuantiles(
      levels,
      levels.map((level) => mean + deviation * inverseNormalCdf(level)),
    );
    for (let z = -5; z <= 5; z += 0.125) {
      expect(Math.abs(normal.cdf(mean + deviation * z) - normalCdf(z))).toBeLessThan(1e-9);
    }
    for (const p of [1e-6, 0.001, 0.024, 0.3, 0.5, 0.77, 0.98, 0.9999]) {
      expect(Math.abs(normal.quantile(p) - (mean + deviation * inverseNormalCdf(p))) / deviation).toBeLessThan(1e-9);
    }
    expect(Math.abs(expectation(normal, (x) => x) - mean) / deviation).toBeLessThan(1e-4);
  });
});

describe('of any ascending values', () => {
  it('has a probability that never falls, from 0 to 1', () => {
    fc.assert(
      fc.property(fc.oneof(ascending, withTies), fc.array(number, { minLength: 2, maxLength: 20 }), (values, xs) => {
        const distribution = interpolateQuantiles(levels, values);
        const probabilities = [-1e6, ...[...xs, ...values].sort((a, b) => a - b), 1e6].map((x) => distribution.cdf(x));
        probabilities.forEach((p, i) => {
          // The normal probability itself is rounded in its last bits.
          expect(p).toBeGreaterThanOrEqual(i === 0 ? 0 : probabilities[i - 1]! - 1e-12);
        });
        expect(probabilities.at(-1)).toBeLessThanOrEqual(1);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('has quantiles that never fall, and meets the values at their levels', () => {
    fc.assert(
      fc.property(fc.oneof(ascending, withTies), fc.array(probability, { minLength: 2 }), (values, ps) => {
        const distribution = interpolateQuantiles(levels, values);
        const quantiles = ps.toSorted((a, b) => a - b).map((p) => distribution.quantile(p));
        // A span is interpolated from its lower end, so its upper end is met up to the rounding of the sum.
        for (let i = 1; i < quantiles.length; i++) expect(quantiles[i]! - quantiles[i - 1]!).toBeGreaterThan(-1e-12);
        levels.forEach((level, k) => {
          expect(Math.abs(distribution.quantile(level) - values[k]!)).toBeLessThan(1e-6);
        });
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('cdf undoes quantile', () => {
    const apart = fc
      .array(fc.double({ min: 0.01, max: 5, noNaN: true }), { minLength: levels.length, maxLength: levels.length })
      .map((gaps) => {
        let value = -10;
        return gaps.map((gap) => (value += gap));
      });
    fc.assert(
      fc.property(apart, probability, (values, p) => {
        const distribution = interpolateQuantiles(levels, values);
        expect(Math.abs(distribution.cdf(distribution.quantile(p)) - p)).toBeLessThan(1e-9);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});

describe('of equal values', () => {
  it('puts the probability between the tied levels on that value', () => {
    const distribution = interpolateQuantiles([0.1, 0.25, 0.5, 0.75, 0.9], [-1, 0, 0, 0, 1]);
    expect(distribution.cdf(-1e-6)).toBeCloseTo(0.25, 4);
    expect(distribution.cdf(1e-6)).toBeCloseTo(0.75, 4);
  });

  it.each([0.3, 0, -40, 1e6])('all of them %d: a certain outcome, and still a function', (value) => {
    const distribution = interpolateQuantiles(
      levels,
      levels.map(() => value),
    );
    expect(distribution.cdf(value)).toBeCloseTo(0.025, 9);
    expect([distribution.cdf(value - 1), distribution.cdf(value + 1)]).toEqual([0, 1]);
    expect(Math.abs(distribution.quantile(0.9) - value)).toBeLessThanOrEqual(1e-7 * Math.abs(value) + 1e-15);
  });
});

it('expectation takes the mean of a span of probability', () => {
  // Below its median a standard normal has the mean -2 φ(0).
  const normal = interpolateQuantiles(levels, levels.map(inverseNormalCdf));
  expect(expectation(normal, (x) => x, 0, 0.5)).toBeCloseTo(-2 / Math.sqrt(2 * Math.PI), 3);
  expect(expectation(normal, () => 3, 0.2, 0.3)).toBeCloseTo(3, 12);
});

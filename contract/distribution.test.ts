import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverseNormalCdf, normalCdf } from './normal-distribution.ts';
import { interpolateQuantiles } from './distribution.ts';

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

describe('exponentialMoment', () => {
  it.each([
    [0, 1, 0.2],
    [0, 1, 1],
    [0, 1, 2],
    [0.4, 0.02, 1],
    [-3, 0.7, -1.5],
  ])('of a normal with mean %d and deviation %d, rate %d: the log-normal to 1e-12', (mean, deviation, rate) => {
    const normal = interpolateQuantiles(
      levels,
      levels.map((level) => mean + deviation * inverseNormalCdf(level)),
    );
    const whole = Math.exp(rate * mean + (rate * deviation) ** 2 / 2);
    expect(Math.abs(normal.exponentialMoment(rate) / whole - 1)).toBeLessThan(1e-12);
    for (const p of [0.001, 0.05, 0.3, 0.5, 0.92, 0.999]) {
      const below = whole * normalCdf(inverseNormalCdf(p) - rate * deviation);
      expect(Math.abs(normal.exponentialMoment(rate, p) / below - 1)).toBeLessThan(1e-12);
    }
  });

  it('at rate 0 is the probability', () => {
    const crooked = interpolateQuantiles([0.1, 0.5, 0.9], [-4, 0, 0.1]);
    expect(crooked.exponentialMoment(0)).toBeCloseTo(1, 14);
    expect(crooked.exponentialMoment(0, 0.3)).toBeCloseTo(0.3, 14);
  });

  it.each([
    ['skewed', [-6, -3, -2.5, -0.4, -0.3, 0, 0.01, 0.02, 0.9, 1, 1.05]],
    ['with a jump in the middle', [-2, -1.9, -1.8, -1.7, -1.6, 1.6, 1.7, 1.8, 1.9, 2, 2.1]],
    ['with ties', [-2, -1, -1, -1, 0, 0, 0, 0, 0, 1, 3]],
  ])('of a distribution that is %s: what Simpson finds over the normal scores', (_, values) => {
    const distribution = interpolateQuantiles(levels, values);
    const scores = levels.map(inverseNormalCdf);
    // The value at a normal score, read off the same straight lines in another way: corners are met
    // by the grid. A tie is opened by a hair of 1e-9, so no closer agreement can be asked for.
    const valueAt = (z: number): number => {
      const i = Math.min(
        levels.length - 2,
        Math.max(
          0,
          scores.findLastIndex((score) => score <= z),
        ),
      );
      const share = (z - scores[i]!) / (scores[i + 1]! - scores[i]!);
      return (1 - share) * values[i]! + share * values[i + 1]!;
    };
    /** Over each piece on its own, so that no corner lies inside. */
    const integrate = (rate: number, top: number): number => {
      const corners = [-12, ...scores.filter((score) => score < top), top];
      const f = (z: number): number => Math.exp(rate * valueAt(z) - (z * z) / 2) / Math.sqrt(2 * Math.PI);
      let sum = 0;
      for (let k = 1; k < corners.length; k++) {
        const [from, step] = [corners[k - 1]!, (corners[k]! - corners[k - 1]!) / 8000];
        for (let n = 0; n < 4000; n++) {
          const z = from + 2 * n * step;
          sum += (step / 3) * (f(z) + 4 * f(z + step) + f(z + 2 * step));
        }
      }
      return sum;
    };
    for (const rate of [0.1, 0.2, 0.8]) {
      expect(Math.abs(distribution.exponentialMoment(rate) / integrate(rate, 15) - 1)).toBeLessThan(1e-8);
      for (const p of [0.01, 0.05, 0.6]) {
        const below = integrate(rate, inverseNormalCdf(p));
        expect(Math.abs(distribution.exponentialMoment(rate, p) / below - 1)).toBeLessThan(1e-8);
      }
    }
  });

  it('lies between what the values allow, and grows with the probability', () => {
    fc.assert(
      fc.property(fc.oneof(ascending, withTies), fc.array(probability, { minLength: 2 }), (values, ps) => {
        const distribution = interpolateQuantiles(levels, values);
        const moments = [...ps.toSorted((a, b) => a - b), 1].map((p) => distribution.exponentialMoment(0.1, p));
        expect(moments[0]).toBeGreaterThanOrEqual(0);
        for (let i = 1; i < moments.length; i++) {
          expect(moments[i]! / moments[i - 1]!).toBeGreaterThan(1 - 1e-10);
        }
        const p = ps[0]!;
        const highest = p * Math.exp(0.1 * distribution.quantile(p));
        expect(distribution.exponentialMoment(0.1, p)).toBeLessThanOrEqual(highest * (1 + 1e-9));
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

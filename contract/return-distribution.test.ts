import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverseNormalCdf, normalCdf } from './normal-distribution.ts';
import { priceAtProbability, probabilityOfTouching, readForecast, readReturns } from './return-distribution.ts';

const levels = [0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.975];
const normal = (mean: number, deviation: number) =>
  readReturns({ levels, values: levels.map((level) => mean + deviation * inverseNormalCdf(level)) });
/** Ascending log returns, some of them equal, as a network may say them. */
const knots = fc
  .array(fc.double({ min: -0.6, max: 0.6, noNaN: true }), { minLength: levels.length, maxLength: levels.length })
  .chain((values) =>
    fc
      .boolean()
      .map((ties) => ({ levels, values: values.map((x) => (ties ? Math.round(x) : x)).sort((a, b) => a - b) })),
  );

describe('P(return ≥ x) of a forecast', () => {
  it('never rises with x, from 1 to 0, and is turned around by the return at a probability', () => {
    fc.assert(
      fc.property(knots, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (distribution, probability) => {
        const returns = readForecast({ distribution: { ...distribution, pathDeviation: 0.1 }, quantiles: [] });
        expect(returns.probabilityOfAtLeast(-1)).toBe(1);
        let before = 1;
        for (const x of [-0.999, -0.5, -0.1, 0, 0.001, 0.2, 1, 50]) {
          const now = returns.probabilityOfAtLeast(x);
          expect(now).toBeLessThanOrEqual(before);
          expect(now).toBeGreaterThanOrEqual(0);
          before = now;
        }
        const back = returns.returnAt(1 - probability);
        // Where all quantiles are one, its probability is spread over a hair's breadth that expm1 cannot hold.
        const width = distribution.values.at(-1)! - distribution.values[0]!;
        if (width > 0.01) expect(Math.abs(returns.probabilityOfAtLeast(back) - probability)).toBeLessThan(0.02);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('is turned around to 1e-9 where no two quantiles are alike', () => {
    const steps = fc.array(fc.double({ min: 1e-3, max: 0.1, noNaN: true }), { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(steps, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (widths, probability) => {
        let value = -0.5;
        const forecast = {
          price: 20,
          quantiles: [],
          distribution: { levels, values: widths.map((width) => (value += width)), pathDeviation: 0.1 },
        };
        const price = priceAtProbability(forecast, probability);
        expect(readForecast(forecast).probabilityOfAtLeast(price / 20 - 1)).toBeCloseTo(1 - probability, 9);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('survives being stored as JSON bit for bit', () => {
    fc.assert(
      fc.property(knots, fc.double({ min: -0.9, max: 2, noNaN: true }), (distribution, x) => {
        const stored = JSON.parse(JSON.stringify(distribution)) as typeof distribution;
        expect(readReturns(stored).probabilityOfAtLeast(x)).toBe(readReturns(distribution).probabilityOfAtLeast(x));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('of a forecast of before its distribution was written down is read from its quantiles', () => {
    const { returnAt, probabilityOfAtLeast } = normal(0.01, 0.08);
    const quantiles = levels.map((level) => ({ level, return: returnAt(level), price: 0 }));
    for (const x of [-0.3, -0.05, 0, 0.02, 0.4]) {
      expect(readForecast({ quantiles }).probabilityOfAtLeast(x)).toBeCloseTo(probabilityOfAtLeast(x), 9);
    }
    const ruined = levels.map((level) => ({ level, return: -1, price: 0 }));
    expect(readForecast({ quantiles: ruined }).probabilityOfAtLeast(-0.5)).toBe(0);
  });
});

describe('the chance of a touch', () => {
  it.each([
    [0, 0.05],
    [0.03, 0.05],
    [-0.04, 0.1],
  ])('of Brownian motion, mean %d and deviation %d, is that of its closed form', (mean, deviation) => {
    for (const level of [-0.2, -0.05, -0.01]) {
      const b = Math.log1p(level);
      // P(min ≤ b) = Φ((b - μ) / s) + exp(2 μ b / s²) Φ((b + μ) / s) over one unit of time (Borodin and Salminen 2002).
      const exact =
        normalCdf((b - mean) / deviation) +
        Math.exp((2 * mean * b) / deviation ** 2) * normalCdf((b + mean) / deviation);
      expect(Math.abs(probabilityOfTouching(normal(mean, deviation), deviation, level) - exact)).toBeLessThan(0.003);
    }
  });

  it('is at least that of ending beyond the level, on either side, and falls with the distance', () => {
    const returns = normal(0.01, 0.06);
    let before = 1;
    for (const level of [-0.001, -0.01, -0.05, -0.1, -0.3, -0.99]) {
      const chance = probabilityOfTouching(returns, 0.05, level);
      expect(chance).toBeGreaterThanOrEqual(1 - returns.probabilityOfAtLeast(level) - 0.005);
      expect(chance).toBeLessThanOrEqual(before);
      before = chance;
    }
    expect(probabilityOfTouching(returns, 0.05, 0.05)).toBeGreaterThan(returns.probabilityOfAtLeast(0.05));
    expect(probabilityOfTouching(returns, 0.05, 0)).toBe(1);
    expect(probabilityOfTouching(returns, 0.05, -1)).toBe(0);
  });
});

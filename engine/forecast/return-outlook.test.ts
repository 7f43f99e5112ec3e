import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelSpec } from '#contract/model-spec.ts';
import { inverseNormalCdf, normalCdf } from '#contract/normal-distribution.ts';
import type { Calibrator } from './calibrator.ts';
import { describeReturn } from './return-outlook.ts';

const levels = [0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.975];
const label = { kind: 'forward-return', horizons: [1], volatilityBars: 5 } as LabelSpec;
const untouched: Calibrator = {
  kind: 'quantiles',
  levels,
  offsets: levels.map(() => 0),
  samples: 1,
  baseRate: 0.5,
  fittedOn: { from: 0, to: 0 },
};

describe.each([
  [0, 0.05],
  [0.3, 0.1],
  [-1, 0.2],
  [0, 1],
])('of a log return that is normal: mean %d and deviation 1, times the scale %d', (mean, scale) => {
  const outlook = describeReturn(
    untouched,
    label,
    levels.map((level) => mean + inverseNormalCdf(level)),
    scale,
  );
  // ln(1 + r) ~ N(mu, scale²)
  const mu = mean * scale;

  it('the expected return is that of the log-normal, exp(mu + scale² / 2) - 1', () => {
    expect(Math.abs(outlook.expectedReturn - Math.expm1(mu + scale ** 2 / 2))).toBeLessThan(1e-9);
    // And not merely the median.
    expect(outlook.expectedReturn).toBeGreaterThan(outlook.returnAt(0.5) + 0.4 * scale ** 2 * Math.exp(mu));
  });

  it('the variance is (exp(scale²) - 1) exp(2 mu + scale²)', () => {
    const exact = Math.expm1(scale ** 2) * Math.exp(2 * mu + scale ** 2);
    expect(Math.abs(outlook.variance / exact - 1)).toBeLessThan(1e-9);
  });

  it('the mean of the worst 5 % is exp(mu + scale² / 2) Φ(z - scale) / 0.05 - 1', () => {
    const exact = (Math.exp(mu + scale ** 2 / 2) * normalCdf(inverseNormalCdf(0.05) - scale)) / 0.05 - 1;
    expect(Math.abs(outlook.worstFivePercentMean - exact)).toBeLessThan(1e-9);
    expect(outlook.worstFivePercentMean).toBeLessThan(outlook.returnAt(0.05));
  });

  it('P(up) is Φ(mean), and P(return ≥ x) is that of the log-normal', () => {
    expect(outlook.probabilityUp).toBeCloseTo(normalCdf(mean), 9);
    for (const threshold of [-0.3, -0.05, 0, 0.02, 0.4]) {
      expect(outlook.probabilityOfAtLeast(threshold)).toBeCloseTo(
        1 - normalCdf((Math.log1p(threshold) - mu) / scale),
        9,
      );
    }
  });
});

it('says the same in quantiles and in probabilities, for any row of outputs', () => {
  const row = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
    minLength: levels.length,
    maxLength: levels.length,
  });
  fc.assert(
    fc.property(row, fc.double({ min: 0.005, max: 0.4, noNaN: true }), (outputs, scale) => {
      const outlook = describeReturn(untouched, label, outputs, scale);
      expect(outlook.probabilityOfAtLeast(0)).toBe(outlook.probabilityUp);
      const thresholds = [-1.5, -1, -0.99, -0.5, -0.1, -0.01, 0, 0.01, 0.1, 1, 10];
      const probabilities = thresholds.map((threshold) => outlook.probabilityOfAtLeast(threshold));
      expect(probabilities.slice(0, 2)).toEqual([1, 1]);
      probabilities.forEach((p, i) => {
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(i === 0 ? 1 : probabilities[i - 1]!);
      });
      outlook.scaledQuantiles.forEach((value, k) => {
        expect(Math.abs(outlook.returnAt(levels[k]!) - Math.expm1(value * scale))).toBeLessThan(1e-6);
        if (k > 0) expect(value).toBeGreaterThanOrEqual(outlook.scaledQuantiles[k - 1]!);
      });
      expect(outlook.variance).toBeGreaterThanOrEqual(0);
    }),
    { seed: 1, numRuns: 100 },
  );
});

it('reads everything from the calibrated quantiles', () => {
  const wider = { ...untouched, offsets: levels.map((level) => 0.5 * inverseNormalCdf(level)) };
  const outlook = describeReturn(wider, label, levels.map(inverseNormalCdf), 0.1);
  expect(outlook.returnAt(0.9)).toBeCloseTo(Math.expm1(0.15 * inverseNormalCdf(0.9)), 12);
  expect(outlook.probabilityOfAtLeast(0.2)).toBeCloseTo(1 - normalCdf(Math.log1p(0.2) / 0.15), 9);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelSpec } from '#contract/model-spec.ts';
import { inverseNormalCdf, normalCdf } from '#contract/normal-distribution.ts';
import { createRandom } from '../../kernel/random.ts';
import { fitCalibrator, measurePriors, readOutputs } from '../calibrator.ts';
import { describeReturn } from '../return-outlook.ts';
import type { CalibrationSlice, ClassPriors } from './calibration.ts';
import type { ClassCalibrator } from './classes.ts';

const direction: LabelSpec = { kind: 'direction', horizons: [1], volatilityBars: 5 };
const trend: LabelSpec = {
  kind: 'trend',
  horizons: [1],
  volatilityBars: 5,
  threshold: { unit: 'volatility', value: 0.43 },
};
const even: ClassPriors = { shares: [0.5, 0.5], weights: [1, 1] };
const thirds: ClassPriors = { shares: [1 / 3, 1 / 3, 1 / 3], weights: [1, 1, 1] };

/** Fits on rows of outputs and scaled returns; the scale is 0.02 throughout. */
function fit(
  label: LabelSpec,
  outputs: readonly (readonly number[])[],
  scaledReturns: readonly number[],
  priors: ClassPriors,
  bars = scaledReturns.length,
): ClassCalibrator {
  const slice: CalibrationSlice = {
    from: 1,
    to: 2,
    bars,
    horizonBars: 1,
    outputs: Float32Array.from(outputs.flat()),
    logReturn: Float64Array.from(scaledReturns, (r) => 0.02 * r),
    scale: new Float64Array(scaledReturns.length).fill(0.02),
  };
  const head = {
    kind: label.kind === 'trend' ? ('softmax' as const) : ('sigmoid' as const),
    classWeights: 'none' as const,
  };
  return fitCalibrator({ head, label }, slice, priors) as ClassCalibrator;
}

/** Returns whose P(up) is p, from a network that says `said(p)`. */
function simulate(seed: number, samples: number, said: (p: number) => number): { rows: number[][]; returns: number[] } {
  const random = createRandom(seed);
  const rows: number[][] = [];
  const returns: number[] = [];
  for (let i = 0; i < samples; i++) {
    const p = 0.2 + 0.6 * random.uniform();
    rows.push([said(p)]);
    returns.push((random.uniform() < p ? 1 : -1) * Math.abs(random.normal()));
  }
  return { rows, returns };
}

const logit = (p: number): number => Math.log(p / (1 - p));
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

describe('trust', () => {
  it('is about 1 in a network that is right, and 1/3 in one that is three times too sure', () => {
    const right = simulate(1, 4000, (p) => p);
    expect(fit(direction, right.rows, right.returns, even).trust).toBeCloseTo(1, 1);
    const loud = simulate(2, 4000, (p) => logistic(3 * logit(p)));
    expect(fit(direction, loud.rows, loud.returns, even).trust).toBeCloseTo(1 / 3, 1);
  });

  it('is small in a network that knows nothing, and 0 in one that is wrong: it then says the shares of the train part', () => {
    const noise = simulate(3, 4000, () => 0);
    const random = createRandom(4);
    const rows = noise.rows.map(() => [random.uniform()]);
    expect(fit(direction, rows, noise.returns, even).trust).toBeLessThan(0.05);
    const wrong = simulate(5, 500, (p) => 1 - p);
    const calibrator = fit(direction, wrong.rows, wrong.returns, { shares: [0.45, 0.55], weights: [1, 1] });
    expect(calibrator.trust).toBe(0);
    for (const said of [0.01, 0.5, 0.99]) {
      expect(describeReturn(calibrator, direction, [said], 0.02).probabilityUp).toBeCloseTo(0.55, 3);
    }
  });

  it('does not rise above 1 on fewer than twenty spans of the horizon', () => {
    const shy = simulate(6, 1000, (p) => logistic(0.5 * logit(p)));
    expect(fit(direction, shy.rows, shy.returns, even, 1000).trust).toBeGreaterThan(1.5);
    expect(fit(direction, shy.rows, shy.returns, even, 19).trust).toBe(1);
  });

  it('undoes the weights of the loss: a class that counted four times as much is said four times too often', () => {
    // One class comes in 20 %. Weighted by [1/1.6, 4/1.6] a network that knows no more than that says 50 %.
    const priors = { shares: [0.8, 0.2], weights: [0.625, 2.5] };
    const returns = Array.from({ length: 500 }, (_, i) => (i % 5 === 0 ? 1 : -1) * (0.1 + (i % 7)));
    const calibrator = fit(
      direction,
      returns.map(() => [0.5]),
      returns,
      priors,
    );
    expect(describeReturn(calibrator, direction, [0.5], 0.02).probabilityUp).toBeCloseTo(0.2, 3);
  });
});

describe('the distribution', () => {
  it('has exactly the probabilities of the classes at their borders', () => {
    const random = createRandom(7);
    const returns = Array.from({ length: 600 }, () => random.normal());
    const rows = returns.map(() => [1 / 3, 1 / 3, 1 / 3]);
    const calibrator = { ...fit(trend, rows, returns, thirds), trust: 1 };
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }), (raw) => {
        const total = raw.reduce((sum, x) => sum + x, 0);
        const said = raw.map((x) => x / total);
        const { distribution, classes, quantiles } = readOutputs(calibrator, trend, said, 0.02);
        expect(classes.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
        classes.forEach((p, c) => {
          expect(Math.abs(p - said[c]!)).toBeLessThan(4e-4);
        });
        expect(distribution.cdf(-0.43)).toBeCloseTo(classes[0]!, 6);
        expect(distribution.cdf(0.43)).toBeCloseTo(classes[0]! + classes[1]!, 6);
        quantiles.forEach((value, k) => {
          if (k > 0) expect(value).toBeGreaterThanOrEqual(quantiles[k - 1]!);
        });
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it('says the odds of a sigmoid as P(up), whatever the scale', () => {
    const { rows, returns } = simulate(9, 1000, (p) => p);
    const calibrator = { ...fit(direction, rows, returns, even), trust: 1 };
    for (const scale of [0.001, 0.02, 0.3]) {
      for (const p of [0.1, 0.5, 0.73]) {
        expect(describeReturn(calibrator, direction, [p], scale).probabilityUp).toBeCloseTo(p, 3);
      }
    }
  });

  it('covers what it says where the network is right, as fresh samples show', () => {
    const { rows, returns } = simulate(10, 2000, (p) => p);
    const calibrator = fit(direction, rows, returns, even);
    const fresh = simulate(11, 4000, (p) => p);
    const covered = [0, 0];
    fresh.rows.forEach((row, i) => {
      const { distribution } = readOutputs(calibrator, direction, row, 0.02);
      [0.8, 0.95].forEach((nominal, k) => {
        const tail = (1 - nominal) / 2;
        const inside =
          distribution.quantile(tail) <= fresh.returns[i]! && fresh.returns[i]! <= distribution.quantile(1 - tail);
        if (inside) covered[k]!++;
      });
    });
    expect(covered[0]! / 4000).toBeCloseTo(0.8, 1);
    expect(Math.abs(covered[0]! / 4000 - 0.8)).toBeLessThan(0.025);
    expect(Math.abs(covered[1]! / 4000 - 0.95)).toBeLessThan(0.015);
  });

  it('takes a class that the slice lacks as that of a standard normal', () => {
    // Every return is up; the lowest class keeps the shape of the lower half of a normal.
    const returns = Array.from({ length: 200 }, (_, i) => 0.5 + (i % 10) / 10);
    const calibrator = fit(
      direction,
      returns.map(() => [0.5]),
      returns,
      even,
    );
    const { distribution } = readOutputs({ ...calibrator, trust: 1 }, direction, [0.5], 0.02);
    expect(distribution.quantile(0.05)).toBeCloseTo(inverseNormalCdf(0.05), 6);
    expect(distribution.quantile(0.25)).toBeCloseTo(inverseNormalCdf(0.25), 6);
    expect(normalCdf(distribution.quantile(0.125))).toBeCloseTo(0.125, 6);
  });

  it('puts a band in log return where it is, in calm bars and in wild ones', () => {
    const label: LabelSpec = { ...trend, threshold: { unit: 'log-return', value: 0.01 } };
    const random = createRandom(12);
    const returns = Array.from({ length: 400 }, () => random.normal());
    const rows = returns.map(() => [0.3, 0.4, 0.3]);
    const calibrator = { ...fit(label, rows, returns, thirds), trust: 1 };
    for (const scale of [0.004, 0.02, 0.1]) {
      const outlook = describeReturn(calibrator, label, [0.3, 0.4, 0.3], scale);
      expect(outlook.probabilityOfAtLeast(Math.expm1(0.01))).toBeCloseTo(outlook.classes[2]!, 6);
      expect(outlook.probabilityOfAtLeast(Math.expm1(-0.01))).toBeCloseTo(1 - outlook.classes[0]!, 6);
    }
  });
});

describe('what a price can do to it', () => {
  it.each([0.05, 0.15, 0.5, 1])(
    'a share of %d of bars that close unchanged leaves P(up) what the network says',
    (share) => {
      const random = createRandom(13);
      const returns = Array.from({ length: 800 }, () => (random.uniform() < share ? 0 : random.normal()));
      const rows = returns.map(() => [0.4]);
      const calibrator = { ...fit(direction, rows, returns, even), trust: 1 };
      for (const p of [0.1, 0.4, 0.8]) {
        const outlook = describeReturn(calibrator, direction, [p], 0.02);
        expect(outlook.classes[1]).toBeCloseTo(p, 3);
        expect(outlook.probabilityUp).toBeCloseTo(outlook.classes[1]!, 6);
      }
    },
  );

  it.each([0.01, 0.5, 3, 8, 10, 100, 1000])('a band of %d volatilities gives finite numbers', (value) => {
    const label: LabelSpec = { ...trend, threshold: { unit: 'volatility', value } };
    const random = createRandom(14);
    const returns = Array.from({ length: 300 }, () => random.normal());
    const calibrator = {
      ...fit(
        label,
        returns.map(() => [0.2, 0.6, 0.2]),
        returns,
        thirds,
      ),
      trust: 1,
    };
    expect(calibrator.shapes.flat().every(Number.isFinite)).toBe(true);
    for (const said of [
      [0.2, 0.6, 0.2],
      [0, 0, 1],
      [1, 0, 0],
    ]) {
      const { quantiles, distribution, classes } = readOutputs(calibrator, label, said, 0.02);
      expect(quantiles.every(Number.isFinite)).toBe(true);
      expect(distribution.cdf(value)).toBeCloseTo(1 - classes[2]!, 4);
    }
  });

  it('a wild month does not set the tail: the last step is at most one volatility', () => {
    const returns = Array.from(
      { length: 400 },
      (_, i) => (i % 2 === 0 ? 1 : -1) * (i >= 380 ? 40 : 0.1 + (i % 9) / 10),
    );
    const { shapes } = fit(
      direction,
      returns.map(() => [0.5]),
      returns,
      even,
    );
    for (const shape of shapes) expect(shape.at(-1)! - shape.at(-2)!).toBeLessThanOrEqual(1);
  });

  it('a calm slice of few spans does not narrow the outer classes', () => {
    const returns = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 0.01 : -0.01) * (1 + (i % 5)));
    const rows = returns.map(() => [0.5]);
    const calm = fit(direction, rows, returns, even, 19);
    expect(calm.shapes[1]!.at(-1)).toBeCloseTo(inverseNormalCdf(0.975), 6);
    expect(fit(direction, rows, returns, even, 60).shapes[1]!.at(-1)).toBeLessThan(0.1);
  });
});

it('of outcomes that overlap, each counts the less for it: trust in a useless network stays small', () => {
  const sums: number[] = [];
  for (let seed = 0; seed < 30; seed++) {
    const random = createRandom(100 + seed);
    const steps = Array.from({ length: 420 }, () => random.normal());
    const returns = Array.from(
      { length: 400 },
      (_, t) => steps.slice(t, t + 20).reduce((a, b) => a + b, 0) / Math.sqrt(20),
    );
    // The network is sure of itself, changes its mind slowly, and knows nothing.
    let mood = 0;
    const rows = returns.map(() => [logistic((mood = 0.95 * mood + 0.6 * random.normal()))]);
    const slice = {
      from: 1,
      to: 2,
      bars: 400,
      horizonBars: 20,
      outputs: Float32Array.from(rows.flat()),
      logReturn: Float64Array.from(returns),
      scale: new Float64Array(400).fill(1),
    };
    const head = { kind: 'sigmoid', classWeights: 'none' } as const;
    sums.push((fitCalibrator({ head, label: direction }, slice, even) as ClassCalibrator).trust);
  }
  expect(Math.max(...sums)).toBeLessThan(0.25);
});

it('refuses a slice that is too thin, as for quantiles', () => {
  expect(() => fit(direction, [[0.5]], [1], even)).toThrow(expect.objectContaining({ code: 'data/too-short' }));
});

describe('priors', () => {
  it('are the shares of the train part with one more of each class, horizon by horizon', () => {
    const label = { ...direction, horizons: [1, 2] };
    const labels = Float32Array.of(1, 0, 1, 0, 0, 0, 1, 1);
    expect(measurePriors(label, labels, null)).toEqual([
      { shares: [2 / 6, 4 / 6], weights: [1, 1] },
      { shares: [4 / 6, 2 / 6], weights: [1, 1] },
    ]);
    const weights = [
      [2, 0.5],
      [1, 3],
    ];
    expect(measurePriors(label, labels, weights)?.map((p) => p.weights)).toEqual(weights);
  });

  it('are not asked for where the label is a number', () => {
    const label: LabelSpec = { kind: 'forward-return', horizons: [1], volatilityBars: 5 };
    expect(measurePriors(label, Float32Array.of(0.5), null)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import type { LabelSpec } from '#contract/model-spec.ts';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import { createRandom, type Random } from '../kernel/random.ts';
import { fitCalibrator, readOutputs } from './calibrator.ts';
import type { CalibrationSlice } from './calibrators/calibration.ts';
import type { QuantileCalibrator } from './calibrators/quantiles.ts';

const fittedOn = { from: 1, to: 2 };
const label: LabelSpec = { kind: 'forward-return', horizons: [1], volatilityBars: 5 };

type Span = Pick<CalibrationSlice, 'from' | 'to' | 'bars' | 'horizonBars'>;
/** A slice whose samples do not overlap. */
const apart = (bars: number): Span => ({ ...fittedOn, bars, horizonBars: 1 });
const levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];

/** The same row of outputs for each of the labels. */
function fit(fitLevels: number[], row: number[], labels: number[], span = apart(labels.length)): QuantileCalibrator {
  return fitRows(
    fitLevels,
    labels.flatMap(() => row),
    labels,
    span,
  );
}

/** Rows of outputs and labels; the scale is 1, so that a label is a log return. */
function fitRows(fitLevels: number[], outputs: number[], labels: number[], span: Span): QuantileCalibrator {
  const slice = {
    ...span,
    outputs: Float32Array.from(outputs),
    logReturn: Float64Array.from(labels),
    scale: new Float64Array(labels.length).fill(1),
  };
  return fitCalibrator({ head: { kind: 'quantiles', levels: fitLevels }, label }, slice, null) as QuantileCalibrator;
}

const calibrate = (calibrator: QuantileCalibrator, outputs: ArrayLike<number>): Float64Array =>
  readOutputs(calibrator, label, outputs, 1).quantiles;

describe('the offsets', () => {
  it('by hand: nine labels around [-1, 1] at 80 %', () => {
    // max(-1 - y, y - 1) gives 1, 0.5, -0.5, -1, -0.75, -0.5, -0.25, 0.25, 2. Of nine sorted distances the
    // ceil(10 * 0.8) = 8th is needed: -1, -0.75, -0.5, -0.5, -0.25, 0.25, 0.5, [1], 2.
    const calibrator = fit([0.1, 0.5, 0.9], [-1, 0, 1], [-2, -1.5, -0.5, 0, 0.25, 0.5, 0.75, 1.25, 3]);
    expect(calibrator.offsets).toEqual([-1, 0, 1]);
    expect(calibrator).toMatchObject({ samples: 9, baseRate: 5 / 9, fittedOn });
  });

  it('take in an interval that is too wide', () => {
    // All labels 0: every distance is -1, so both ends move to the labels.
    expect(fit([0.1, 0.5, 0.9], [-1, 0, 1], new Array<number>(20).fill(0)).offsets).toEqual([1, 0, -1]);
  });

  it('are antisymmetric about the median, which never moves', () => {
    const random = createRandom(1);
    const labels = Array.from({ length: 150 }, () => 0.7 + 2 * random.normal());
    const { offsets } = fit(levels, levels.map(inverseNormalCdf), labels);
    offsets.forEach((offset, k) => {
      expect(offset).toBeCloseTo(-offsets[offsets.length - 1 - k]!, 12);
    });
    expect(offsets[3]).toBe(0);
    // The labels are wider than the outputs.
    expect(offsets[0]).toBeLessThan(-1);
  });

  it('of the fewest samples reach the farthest label', () => {
    // At 95 % the ceil(20 * 0.95) = 19th of nineteen: |19| - 3. At 80 % the 16th of |label| - 2, at 50 % the
    // 10th of |label| - 1.
    const labels = Array.from({ length: 19 }, (_, i) => (i % 2 === 0 ? i + 1 : -i - 1));
    expect(fit(levels, [-3, -2, -1, 0, 1, 2, 3], labels).offsets).toEqual([-16, -14, -9, 0, 9, 14, 16]);
  });

  it('do not ask for a rank more because 0.8 - 0.2 is not quite 0.6', () => {
    // ceil(25 * 0.6) = 15th of |label| - 1 = 0, 1, 2, …, 23.
    const labels = Array.from({ length: 24 }, (_, i) => i + 1);
    expect(fit([0.2, 0.5, 0.8], [-1, 0, 1], labels).offsets).toEqual([-14, 0, 14]);
  });
});

describe('a thin slice', () => {
  const row = [-3, -2, -1, 0, 1, 2, 3];
  const calm = (samples: number): number[] => new Array<number>(samples).fill(0);
  const refusal = expect.objectContaining({ name: 'AppError', code: 'data/too-short' }) as Error;

  it('of one sample is refused, and does not narrow the 95 % interval to it', () => {
    expect(() => fit(levels, row, [0])).toThrow(refusal);
  });

  it('of 18 samples is refused: 95 % of 18 + 1 would be the 19th of 18', () => {
    expect(() => fit(levels, row, calm(18))).toThrow(
      'The calibration part has 18 bars with 18 windows; intervals of 95 % over 1 bars need at least 5 bars and 19 windows.',
    );
    expect(() => fit(levels, row, calm(19))).not.toThrow();
  });

  it('of fewer than five spans of the horizon is refused, however many instruments share its bars', () => {
    const slice = { ...fittedOn, bars: 69, horizonBars: 14 };
    expect(() => fit(levels, row, calm(500), slice)).toThrow(refusal);
    expect(() => fit(levels, row, calm(500), slice)).toThrow('has 69 bars with 500 windows');
    expect(() => fit(levels, row, calm(500), slice)).toThrow('at least 70 bars and 19 windows');
    expect(() => fit(levels, row, calm(500), { ...slice, bars: 70 })).not.toThrow();
  });

  it('of fewer than twenty spans widens and never narrows', () => {
    const nineteen = { ...fittedOn, bars: 20 * 14 - 1, horizonBars: 14 };
    const twenty = { ...nineteen, bars: 20 * 14 };
    const zeros = fit(levels, row, calm(100), nineteen).offsets.map((offset) => offset + 0);
    expect(zeros).toEqual(levels.map(() => 0));
    expect(fit(levels, row, calm(100), twenty).offsets).toEqual([3, 2, 1, 0, -1, -2, -3]);
    const wild = calm(100).fill(5);
    expect(fit(levels, row, wild, nineteen).offsets).toEqual([-2, -3, -4, 0, 4, 3, 2]);
    expect(fit(levels, row, wild, twenty).offsets).toEqual([-2, -3, -4, 0, 4, 3, 2]);
  });

  it('asks for as many samples as the rank of any coverage needs', () => {
    for (const coverage of [0.2, 0.5, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99]) {
      const pair = [(1 - coverage) / 2, 0.5, (1 + coverage) / 2];
      // The smallest n with ceil((n + 1) c) ≤ n, by counting; no fewer than five spans.
      let n = 5;
      while (Math.ceil((n + 1) * coverage - 1e-9) > n) n++;
      expect(fit(pair, [-1, 0, 1], calm(n)).offsets.every(Number.isFinite)).toBe(true);
      expect(() => fit(pair, [-1, 0, 1], calm(n - 1))).toThrow(refusal);
    }
  });
});

describe('on exchangeable samples', () => {
  /** A sample whose width differs from one to the next; the network knows the width, times an error. */
  function drawSample(random: Random, error: number): { outputs: number[]; label: number } {
    const width = Math.exp(0.5 * random.normal());
    return { outputs: levels.map((level) => error * width * inverseNormalCdf(level)), label: width * random.normal() };
  }

  it.each([
    ['much too narrow', 0.4, 0],
    ['right', 1, 0],
    // Where the correction lets the quantiles of a calm sample cross, sorting gives some of the width back.
    ['much too wide', 2.5, 0.03],
  ])('a network that is %s covers what it says, and not much more', (_, error, slack) => {
    const random = createRandom(17);
    const repetitions = 200;
    const calibrationSamples = 199;
    const freshSamples = 100;
    const covered = [0, 0, 0];
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const samples = Array.from({ length: calibrationSamples }, () => drawSample(random, error));
      const calibrator = fitRows(
        levels,
        samples.flatMap(({ outputs }) => outputs),
        samples.map((sample) => sample.label),
        apart(calibrationSamples),
      );
      for (let i = 0; i < freshSamples; i++) {
        const { outputs, label: drawn } = drawSample(random, error);
        const quantiles = calibrate(calibrator, outputs);
        for (let k = 0; k < 3; k++) if (quantiles[k]! <= drawn && drawn <= quantiles[6 - k]!) covered[k]!++;
      }
    }
    [0.95, 0.8, 0.5].forEach((nominal, k) => {
      const coverage = covered[k]! / (repetitions * freshSamples);
      // The coverage of one repetition varies by sqrt(c (1 - c) (1/199 + 1/100)), its mean by a 14th of that.
      const standardError = Math.sqrt(
        (nominal * (1 - nominal) * (1 / calibrationSamples + 1 / freshSamples)) / repetitions,
      );
      expect(coverage).toBeGreaterThan(nominal - 2.5 * standardError);
      expect(coverage).toBeLessThan(nominal + slack + 1 / (calibrationSamples + 1) + 2.5 * standardError);
    });
  });
});

describe('calibrate', () => {
  it('adds the offsets', () => {
    const calibrator = { ...fit([0.1, 0.5, 0.9], [-1, 0, 1], [0, 0, 0, 0, 0]), offsets: [-0.5, 0, 0.5] };
    expect(Array.from(calibrate(calibrator, Float32Array.of(-2, 0.25, 3)))).toEqual([-2.5, 0.25, 3.5]);
  });

  it('sorts quantiles that cross after the correction', () => {
    const calibrator = { ...fit([0.1, 0.5, 0.9], [-1, 0, 1], [0, 0, 0, 0, 0]), offsets: [2, 0, -2] };
    expect(Array.from(calibrate(calibrator, [-1, 0.5, 1]))).toEqual([-1, 0.5, 1]);
    expect(Array.from(calibrate(calibrator, [-1, 10, 1]))).toEqual([-1, 1, 10]);
  });
});

import { describe, expect, it } from 'vitest';
import { inverseNormalCdf } from '../kernel/normal-distribution.ts';
import { createRandom, type Random } from '../kernel/random.ts';
import { calibrate, fitCalibrator, type Calibrator } from './calibrator.ts';

const fittedOn = { from: 1, to: 2 };
const levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];

/** The same row of outputs for each of the labels. */
function fit(fitLevels: number[], row: number[], labels: number[]): Calibrator {
  return fitCalibrator(fitLevels, Float32Array.from(labels.flatMap(() => row)), Float32Array.from(labels), fittedOn);
}

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
    expect(fit([0.1, 0.5, 0.9], [-1, 0, 1], [0, 0, 0, 0]).offsets).toEqual([1, 0, -1]);
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

  it('of a tiny set reach its farthest label, and no number goes astray', () => {
    // 95 % of 3 + 1 would be the 4th of three, so it is the 3rd: |5| - 3. The same at 80 %. 50 % of 3 + 1 is
    // the 2nd of |label| - 1 = -0.5, 0, 4.
    const three = fit(levels, [-3, -2, -1, 0, 1, 2, 3], [5, -1, 0.5]);
    expect(three.offsets.map((x) => x + 0)).toEqual([-2, -3, 0, 0, 0, 3, 2]);
    const one = fit(levels, [-3, -2, -1, 0, 1, 2, 3], [4]);
    expect(one.offsets.map((x) => x + 0)).toEqual([-1, -2, -3, 0, 3, 2, 1]);
  });

  it('do not ask for a rank more because 0.8 - 0.2 is not quite 0.6', () => {
    // ceil(5 * 0.6) = 3rd of |label| - 1 = 0, 1, 2, 3.
    expect(fit([0.2, 0.5, 0.8], [-1, 0, 1], [1, 2, 3, 4]).offsets).toEqual([-2, 0, 2]);
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
      const calibrator = fitCalibrator(
        levels,
        Float32Array.from(samples.flatMap(({ outputs }) => outputs)),
        Float32Array.from(samples, ({ label }) => label),
        fittedOn,
      );
      for (let i = 0; i < freshSamples; i++) {
        const { outputs, label } = drawSample(random, error);
        const quantiles = calibrate(calibrator, outputs);
        for (let k = 0; k < 3; k++) if (quantiles[k]! <= label && label <= quantiles[6 - k]!) covered[k]!++;
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
    const calibrator = { ...fit([0.1, 0.5, 0.9], [-1, 0, 1], [0]), offsets: [-0.5, 0, 0.5] };
    expect(Array.from(calibrate(calibrator, Float32Array.of(-2, 0.25, 3)))).toEqual([-2.5, 0.25, 3.5]);
  });

  it('sorts quantiles that cross after the correction', () => {
    const calibrator = { ...fit([0.1, 0.5, 0.9], [-1, 0, 1], [0]), offsets: [2, 0, -2] };
    expect(Array.from(calibrate(calibrator, [-1, 0.5, 1]))).toEqual([-1, 0.5, 1]);
    expect(Array.from(calibrate(calibrator, [-1, 10, 1]))).toEqual([-1, 1, 10]);
  });
});

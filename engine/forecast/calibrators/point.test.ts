import { expect, it } from 'vitest';
import type { LabelSpec } from '#contract/model-spec.ts';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import { createRandom } from '../../kernel/random.ts';
import { fitCalibrator, readOutputs } from '../calibrator.ts';

const label: LabelSpec = { kind: 'forward-return', horizons: [1], volatilityBars: 5 };

it('puts the absolute residuals of the calibration slice around a single number', () => {
  // Residuals 1 … 39 in hundredths with alternating signs: at 80 % the ceil(40 · 0.8) = 32nd, at 95 % the 38th.
  const said = Array.from({ length: 39 }, (_, i) => (i % 3) - 1);
  const slice = {
    from: 1,
    to: 2,
    bars: 39,
    horizonBars: 1,
    outputs: Float32Array.from(said),
    logReturn: Float64Array.from(said, (x, i) => x + ((i % 2 === 0 ? 1 : -1) * (i + 1)) / 100),
    scale: new Float64Array(39).fill(1),
  };
  const calibrator = fitCalibrator({ head: { kind: 'point', loss: 'mse' }, label }, slice, null);
  const { distribution, classes } = readOutputs(calibrator, label, [0.25], 1);
  expect(classes).toEqual([]);
  expect(distribution.quantile(0.5)).toBeCloseTo(0.25, 9);
  expect(distribution.quantile(0.9)).toBeCloseTo(0.25 + 0.32, 9);
  expect(distribution.quantile(0.1)).toBeCloseTo(0.25 - 0.32, 9);
  expect(distribution.quantile(0.975)).toBeCloseTo(0.25 + 0.38, 9);
});

it('covers what it says on fresh samples of the same kind', () => {
  const random = createRandom(3);
  const draw = () => {
    const mean = random.normal();
    return { mean, came: mean + (random.uniform() < 0.1 ? 3 : 0.5) * random.normal() };
  };
  const samples = Array.from({ length: 999 }, draw);
  const calibrator = fitCalibrator(
    { head: { kind: 'point', loss: 'mse' }, label },
    {
      from: 1,
      to: 2,
      bars: 999,
      horizonBars: 1,
      outputs: Float32Array.from(samples, ({ mean }) => mean),
      logReturn: Float64Array.from(samples, ({ came }) => came),
      scale: new Float64Array(999).fill(1),
    },
    null,
  );
  const fresh = Array.from({ length: 4000 }, draw);
  for (const nominal of [0.5, 0.8, 0.95]) {
    const inside = fresh.filter(({ mean, came }) => {
      const { distribution } = readOutputs(calibrator, label, [mean], 1);
      const tail = (1 - nominal) / 2;
      return distribution.quantile(tail) <= came && came <= distribution.quantile(1 - tail);
    });
    expect(Math.abs(inside.length / fresh.length - nominal)).toBeLessThan(0.04);
  }
});

it('on few spans is at least as wide as volatility alone', () => {
  const calm = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 0.01 : -0.01));
  const slice = {
    from: 1,
    to: 2,
    bars: 60,
    horizonBars: 10,
    outputs: new Float32Array(60),
    logReturn: Float64Array.from(calm),
    scale: new Float64Array(60).fill(1),
  };
  const head = { kind: 'point', loss: 'mse' } as const;
  const width = (bars: number): number =>
    readOutputs(fitCalibrator({ head, label }, { ...slice, bars }, null), label, [0], 1).distribution.quantile(0.9);
  expect(width(60)).toBeCloseTo(inverseNormalCdf(0.9), 9);
  expect(width(200)).toBeCloseTo(0.01, 9);
});

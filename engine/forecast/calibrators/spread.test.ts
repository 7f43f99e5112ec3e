import { expect, it } from 'vitest';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import type { HeadSpec, LabelSpec } from '#contract/model-spec.ts';
import { createRandom } from '../../kernel/random.ts';
import { studentTQuantile } from '../../kernel/student-t.ts';
import { fitCalibrator, readOutputs } from '../calibrator.ts';

const label: LabelSpec = { kind: 'forward-return', horizons: [1], volatilityBars: 5 };

/** Rows of outputs and what came, in units of the scaled return. */
function fit(head: HeadSpec, rows: readonly (readonly number[])[], came: readonly number[], bars = came.length) {
  return fitCalibrator(
    { head, label },
    {
      from: 1,
      to: 2,
      bars,
      horizonBars: 1,
      outputs: Float32Array.from(rows.flat()),
      logReturn: Float64Array.from(came),
      scale: new Float64Array(came.length).fill(1),
    },
    null,
  );
}

it('leaves a network that is right as it is, and widens one that is twice too sure by two', () => {
  const random = createRandom(3);
  const rows = Array.from({ length: 4000 }, () => [random.normal(), 0.5 + random.uniform()]);
  const came = rows.map(([mean, sigma]) => mean! + sigma! * random.normal());
  const right = fit({ kind: 'gaussian' }, rows, came);
  if (right.kind !== 'spread') throw new Error('a Gaussian is calibrated by its spread');
  for (const factor of right.factors) expect(Math.abs(factor - 1)).toBeLessThan(0.12);
  const sure = fit(
    { kind: 'gaussian' },
    rows.map(([mean, sigma]) => [mean!, sigma! / 2]),
    came,
  );
  for (const level of [0.025, 0.1, 0.25, 0.75, 0.9, 0.975]) {
    const { distribution } = readOutputs(sure, label, [0.3, 0.5], 1);
    expect(Math.abs(distribution.quantile(level) - (0.3 + inverseNormalCdf(level)))).toBeLessThan(0.15);
  }
});

it('keeps wide forecasts wide, and the location where it is', () => {
  const rows = Array.from({ length: 100 }, () => [0, 1]);
  const calibrator = fit(
    { kind: 'gaussian' },
    rows,
    rows.map((_, i) => (i - 49.5) / 20),
  );
  const widthOf = (scale: number): number => {
    const { distribution, classes } = readOutputs(calibrator, label, [0.7, scale], 1);
    expect(classes).toEqual([]);
    expect(distribution.quantile(0.5)).toBeCloseTo(0.7, 9);
    return distribution.quantile(0.9) - distribution.quantile(0.1);
  };
  expect(widthOf(3)).toBeCloseTo(3 * widthOf(1), 6);
});

it('does not narrow on fewer than twenty spans of the horizon', () => {
  const rows = Array.from({ length: 100 }, () => [0, 1]);
  const calm = rows.map((_, i) => (i % 2 === 0 ? 0.1 : -0.1));
  const factorsOn = (bars: number): readonly number[] => {
    const calibrator = fit({ kind: 'gaussian' }, rows, calm, bars);
    return calibrator.kind === 'spread' ? calibrator.factors : [];
  };
  expect(Math.max(...factorsOn(100).filter((_, k) => k !== 5))).toBeLessThan(1);
  expect(factorsOn(19)).toEqual(new Array(11).fill(1));
});

it('reads the tails of Student’s t from its degrees of freedom', () => {
  const rows = Array.from({ length: 400 }, () => [0, 1, 3]);
  const came = rows.map((_, i) => studentTQuantile((i + 0.5) / 400, 3));
  const calibrator = fit({ kind: 'student-t' }, rows, came);
  const { distribution } = readOutputs(calibrator, label, [0, 1, 3], 1);
  for (const level of [0.025, 0.25, 0.9]) {
    expect(Math.abs(distribution.quantile(level) / studentTQuantile(level, 3) - 1)).toBeLessThan(0.03);
  }
  const outer = (degrees: number): number =>
    readOutputs(calibrator, label, [0, 1, degrees], 1).distribution.quantile(0.975);
  expect(outer(3)).toBeGreaterThan(1.3 * outer(30));
});

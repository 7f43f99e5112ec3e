import { AppError } from '#contract/errors.ts';
import type { HeadSpec, LabelSpec, ModelSpec } from '#contract/model-spec.ts';
import { countClasses } from '../features/label.ts';
import type { CalibrationSlice, CalibratorBase, ClassPriors, ReadOutputs } from './calibrators/calibration.ts';
import { fitClassCalibrator, readClasses, type ClassCalibrator } from './calibrators/classes.ts';
import { fitSpreadCalibrator, readSpread, type SpreadCalibrator } from './calibrators/spread.ts';
import { fitQuantileCalibrator, readQuantiles, type QuantileCalibrator } from './calibrators/quantiles.ts';

/**
 * What turns the outputs of a network into a distribution of the return over one horizon, fitted on the calibration
 * slice. Intervals, P(up) and P(return ≥ x) are all read from that one distribution, so they agree with each other,
 * whatever the head of the network is.
 */
export type Calibrator = QuantileCalibrator | SpreadCalibrator | ClassCalibrator;

/** Levels of models whose head does not name any: those of the intervals that are shown, and some between. */
const standardLevels = [0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.975];

/**
 * Outcomes that overlap repeat each other, so what counts is how many spans of the horizon fit into the
 * slice side by side. With fewer than five, nothing can be said of a share of 95 %.
 */
const FEWEST_SPANS = 5;

/**
 * Below this many spans a calibrator may only take confidence away. An interval that is drawn in promises more than the
 * network did, and the 95 % interval rests on the worst one in twenty: without twenty spans, on luck.
 */
const FEWEST_SPANS_TO_SHARPEN = 20;

/**
 * Fits the calibrator of one horizon. `priors` are those of the label's classes, null where it has none.
 * Errors: data/too-short where the slice holds fewer than five spans of the horizon, or too few samples to
 * reach the widest coverage.
 */
export function fitCalibrator(
  { head, label }: Pick<ModelSpec, 'head' | 'label'>,
  slice: CalibrationSlice,
  priors: ClassPriors | null,
): Calibrator {
  const levels = levelsOf(head);
  const samples = slice.logReturn.length;
  requireCalibrationSlice(head, { ...slice, samples });
  const maySharpen = slice.bars >= FEWEST_SPANS_TO_SHARPEN * slice.horizonBars;
  const base: CalibratorBase = {
    levels,
    samples,
    baseRate: slice.logReturn.reduce((ups, r) => ups + (r > 0 ? 1 : 0), 0) / samples,
    fittedOn: { from: slice.from, to: slice.to },
  };
  if (priors !== null) return fitClassCalibrator(base, label, slice, priors, maySharpen);
  return head.kind === 'gaussian' || head.kind === 'student-t'
    ? fitSpreadCalibrator(base, slice, maySharpen)
    : fitQuantileCalibrator(base, slice, maySharpen);
}

/** Reads one row of outputs of one horizon; `scale` is that of the bar. */
export function readOutputs(
  calibrator: Calibrator,
  label: LabelSpec,
  outputs: ArrayLike<number>,
  scale: number,
): ReadOutputs {
  switch (calibrator.kind) {
    case 'quantiles':
      return readQuantiles(calibrator, outputs);
    case 'spread':
      return readSpread(calibrator, outputs);
    case 'classes':
      return readClasses(calibrator, label, outputs, scale);
  }
}

/** The priors of each horizon, from the labels [samples * horizons] of the train part; null where there are no classes. */
export function measurePriors(
  label: LabelSpec,
  labels: Float32Array,
  classWeights: readonly (readonly number[])[] | null,
): ClassPriors[] | null {
  const classes = countClasses(label);
  if (classes === 0) return null;
  const horizons = label.horizons.length;
  return label.horizons.map((_, h) => {
    const own = labels.filter((_label, i) => i % horizons === h);
    // One more of each (Laplace's rule), so that a class that the train part lacks is rare and not impossible.
    const shares = Array.from(
      { length: classes },
      (_class, c) => (own.reduce((n, l) => n + Number(l === c), 0) + 1) / (own.length + classes),
    );
    return { shares, weights: classWeights?.[h] ?? shares.map(() => 1) };
  });
}

function levelsOf(head: HeadSpec): readonly number[] {
  return head.kind === 'quantiles' ? head.levels : standardLevels;
}

/**
 * Refuses a calibration slice from which the intervals of a head cannot be measured; known before a network is trained.
 * Errors: data/too-short.
 */
export function requireCalibrationSlice(
  head: HeadSpec,
  { bars, horizonBars, samples }: Pick<CalibrationSlice, 'bars' | 'horizonBars'> & { readonly samples: number },
): void {
  const levels = levelsOf(head);
  const coverage = levels.at(-1)! - levels[0]!;
  const fewestBars = FEWEST_SPANS * horizonBars;
  const fewest = fewestSamples(coverage);
  if (bars >= fewestBars && samples >= fewest) return;
  throw new AppError(
    'data/too-short',
    `The calibration part has ${bars} bars with ${samples} windows; intervals of ${Math.round(1000 * coverage) / 10} % over ${horizonBars} bars need at least ${fewestBars} bars and ${fewest} windows.`,
    'Import a longer history, choose a shorter horizon, or give the calibration part a larger share of the split.',
  );
}

/** The smallest n whose conformal rank is not beyond n: (n + 1) coverage ≤ n, such as 19 at 95 %. */
function fewestSamples(coverage: number): number {
  return Math.ceil((coverage - 1e-9) / (1 - coverage));
}

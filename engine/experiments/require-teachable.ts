import { AppError } from '#contract/errors.ts';
import type { LabelSpec, ModelSpec } from '#contract/model-spec.ts';
import type { Dataset, WindowSet } from '../features/dataset.ts';
import { countClasses } from '../features/label.ts';
import { requireCalibrationSlice } from '../forecast/calibrator.ts';
import { measureCalibration } from './calibrate-network.ts';

/** Fewer are memorised within an epoch, and what comes out is a model in name only. */
const FEWEST_WINDOWS = 100;

/**
 * Refuses, before hours are spent on it, a dataset from which no model can be made: too few windows, a calibration slice
 * that is too short for the horizons, classes of which only one ever comes.
 * Errors: data/too-few-windows, data/too-short, data/one-class.
 */
export function requireTeachable(spec: ModelSpec, dataset: Dataset): void {
  const { train, calibration, test } = dataset.parts;
  const windows = train.windows.ends.length;
  if (windows < FEWEST_WINDOWS) {
    throw new AppError(
      'data/too-few-windows',
      `The train part has ${windows} windows; at least ${FEWEST_WINDOWS} are needed.`,
      'Import a longer history, pool more instruments, or choose a smaller stride.',
    );
  }
  const samples = calibration.windows.ends.length;
  spec.label.horizons.forEach((_, h) => {
    requireCalibrationSlice(spec.head, { ...measureCalibration(dataset, h), samples });
  });
  requireClasses(spec.label, 'train', train.windows);
  requireClasses(spec.label, 'test', test.windows);
}

/** A network that learns, or is tested on, a single class is right every time and knows nothing. */
function requireClasses(label: LabelSpec, part: string, { labels, horizons }: WindowSet): void {
  if (countClasses(label) === 0) return;
  label.horizons.forEach((bars, h) => {
    const found = new Set(labels.filter((_, i) => i % horizons === h));
    if (found.size > 1) return;
    throw new AppError(
      'data/one-class',
      `In the ${part} part all ${labels.length / horizons} outcomes over ${bars} bars are of one class; there is nothing to tell apart.`,
      label.kind === 'trend'
        ? 'Choose another label.threshold, such as 0.4 in units of volatility, which leaves about a third in each class.'
        : 'Look at the history of the instruments: its prices move one way only, or not at all.',
    );
  });
}

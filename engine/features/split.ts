import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { SplitSpec } from '#contract/model-spec.ts';
import { cutPlaces, findBorders } from '#contract/split-places.ts';
import type { SplitPart } from '#contract/training.ts';

export type PartName = SplitPart['name'];

/** A span of bar times, both ends included, that belongs to one part of the split. */
export interface PartInterval<Name extends PartName = PartName> {
  readonly part: Name;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** The only thing that scalers can be fitted on. */
export type TrainInterval = PartInterval<'train'>;

export interface Split {
  readonly train: TrainInterval;
  readonly validation: PartInterval<'validation'>;
  readonly calibration: PartInterval<'calibration'>;
  readonly test: PartInterval<'test'>;
}

export { splitPartNames as partNames } from '#contract/split-places.ts';

/**
 * Cuts time into train, validation, calibration and test, in this order, with the same borders for all
 * instruments: stocks move together, so a border per instrument would let one's future teach another.
 * `times` are the bar times at which any instrument has a usable window with a known outcome, ascending
 * and distinct. Purge and embargo are those of contract/split-places.ts.
 * Errors: data/too-short where a part would be empty.
 */
export function splitTimes(times: Float64Array, spec: SplitSpec, horizonBars: number): Split {
  return cutAt(times, findBorders(times.length, spec), spec, horizonBars);
}

/** What a model has seen whose weights another one starts from. */
export interface SeenByParent {
  /** Its weights were fitted, and their epoch chosen, on outcomes before this time: the start of its calibration part. */
  readonly fittedBefore: EpochMs;
  /** Its last bar that was scored: whoever trains on from it may have read those scores. */
  readonly scoredUntil: EpochMs;
}

/**
 * The split of a model that starts from the weights of another. The test part begins behind everything that the parent
 * was scored on, outcomes included, so it holds nothing but bars that are new; what lies before it is shared out in the
 * proportions of the spec, but no window of validation or calibration lies before the parent's calibration part: the
 * weights have seen those outcomes, and early stopping and intervals would believe what was learnt by heart.
 * Errors: honesty/nothing-new where no bar is left for the test, data/too-short where a part would be empty.
 */
export function splitBehindParent(
  times: Float64Array,
  spec: SplitSpec,
  horizonBars: number,
  { fittedBefore, scoredUntil }: SeenByParent,
): Split {
  const n = times.length;
  const before = (bound: (time: EpochMs) => boolean): number =>
    times.reduce((count, time) => count + Number(bound(time)), 0);
  const seen = before((time) => time <= scoredUntil);
  const testBorder = seen + horizonBars;
  if (testBorder + spec.embargoBars >= n) {
    throw new AppError(
      'honesty/nothing-new',
      `${n - seen} usable bars are new since the model to start from was scored; a test on what it has not seen needs more than ${horizonBars + spec.embargoBars}, the horizon and the embargo.`,
      'Import newer bars, or train without starting from a model.',
    );
  }
  const { train, validation, calibration } = spec;
  const trainBorder = Math.max(
    Math.round((testBorder * train) / (train + validation + calibration)),
    before((time) => time < fittedBefore),
  );
  const calibrationBorder =
    trainBorder + Math.round(((testBorder - trainBorder) * validation) / (validation + calibration));
  return cutAt(times, [0, trainBorder, calibrationBorder, testBorder, n], spec, horizonBars);
}

/** The parts between borders, which are places in `times`, after purge and embargo. */
function cutAt(times: Float64Array, borders: readonly number[], spec: SplitSpec, horizonBars: number): Split {
  const n = times.length;
  const places = cutPlaces(borders, spec, horizonBars);
  function cut<Name extends PartName>(part: Name, index: number): PartInterval<Name> {
    const { first, last } = places[index]!;
    if (last < first) {
      throw new AppError(
        'data/too-short',
        `There are ${n} usable bars; the ${part} part would be empty after the purge of ${horizonBars} bars and the embargo of ${spec.embargoBars}.`,
        'Import a longer history, choose a shorter horizon, or change the split.',
      );
    }
    return { part, from: times[first]!, to: times[last]! };
  }
  return {
    train: cut('train', 0),
    validation: cut('validation', 1),
    calibration: cut('calibration', 2),
    test: cut('test', 3),
  };
}

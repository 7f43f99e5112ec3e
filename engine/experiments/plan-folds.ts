import { AppError } from '#contract/errors.ts';
import type { Experiment, ModelSpec } from '#contract/model-spec.ts';
import type { WalkForwardPlan } from '#contract/walk-forward.ts';
import { cutAfter } from '../features/cut-after.ts';
import { joinTimes, listWindowTimes, type InstrumentInput } from '../features/dataset.ts';
import { longestHorizon } from '../features/label.ts';
import { chooseFeatures } from '../features/resolve-features.ts';
import type { Split } from '../features/split.ts';
import { walkForwardSplits } from '../features/walk-forward-splits.ts';

/** What one fold is trained and tested on. */
export interface FoldPlan {
  /** Counts from 1. */
  readonly fold: number;
  readonly split: Split;
  /** The experiment's spec with the features that there is data for, the same in every fold. */
  readonly spec: ModelSpec;
  /** Histories that end with the outcomes of the fold's test part. */
  readonly inputs: readonly InstrumentInput[];
  /** Index of each of `inputs` among all instruments of the experiment. */
  readonly instruments: readonly number[];
  readonly leftOut: readonly string[];
  /** Windows in the train part, before the stride: what the time of a training grows with. */
  readonly trainWindows: number;
}

/** About a quarter of a year of daily bars; scalers that are fitted on fewer say little of the values to come. */
const FEWEST_TRAIN_BARS = 60;

/**
 * The folds of a walk-forward. An instrument takes part in a fold once the train part holds enough of its bars, as it
 * would have been at that time.
 * Errors: data/too-short, data/gap, spec/missing-data.
 */
export function planFolds(
  { spec, split: splitSpec }: Experiment,
  plan: WalkForwardPlan,
  inputs: readonly InstrumentInput[],
): FoldPlan[] {
  const features = chooseFeatures(
    spec.features,
    inputs.map((input) => ({ symbol: input.symbol, input })),
  );
  const horizonBars = longestHorizon(spec.label);
  const times = listWindowTimes(spec, features, inputs);
  return walkForwardSplits(joinTimes(times), { ...splitSpec, ...plan }, horizonBars).map((split, k) => {
    const trainBars = times.map((own) => own.filter((t) => t >= split.train.from && t <= split.train.to).length);
    const instruments = [...inputs.keys()].filter((i) => trainBars[i]! >= FEWEST_TRAIN_BARS);
    if (instruments.length === 0) {
      throw new AppError(
        'data/too-short',
        `In the train part of fold ${k + 1} no instrument has more than ${Math.max(...trainBars)} usable bars; at least ${FEWEST_TRAIN_BARS} are needed.`,
        'Choose fewer folds or shorter test parts, import a longer history, or change the split.',
      );
    }
    return {
      fold: k + 1,
      split,
      spec: { ...spec, features },
      inputs: instruments.map((i) => cutAfter(inputs[i]!, split.test.to, horizonBars)),
      instruments,
      leftOut: inputs.flatMap(({ symbol }, i) => (instruments.includes(i) ? [] : [symbol])),
      trainWindows: instruments.reduce((sum, i) => sum + trainBars[i]!, 0),
    };
  });
}

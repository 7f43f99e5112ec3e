import type { Experiment } from '#contract/model-spec.ts';
import type { HorizonScores, WalkForwardFold, WalkForwardResult } from '#contract/walk-forward.ts';
import { evaluateForecasts } from '../evaluation/evaluate-model.ts';
import { joinForecasts } from '../evaluation/join-forecasts.ts';
import type { InstrumentInput } from '../features/dataset.ts';
import { defaultGradePolicy } from '../forecast/grade.ts';
import type { FoldResult } from './fold-result.ts';
import type { FoldPlan } from './plan-folds.ts';
import { scoreSeed, spreadSeeds } from './score-seeds.ts';

export interface TrainedFold {
  readonly plan: FoldPlan;
  /** One for each seed. */
  readonly results: readonly FoldResult[];
}

type Scores = Pick<WalkForwardResult, 'folds' | 'horizons'>;

/**
 * Scores the forecasts of all folds: each fold, all together, and each seed over all folds. The baselines that learn
 * (majority, drift, historical volatility) look at all closes up to each bar, more than any fold's train part; the base
 * rate that the Brier score is held against is that of each fold's own calibration slice.
 */
export function scoreFolds(
  experiment: Experiment,
  inputs: readonly InstrumentInput[],
  seeds: readonly number[],
  trained: readonly TrainedFold[],
): Scores {
  const folds = trained.map(({ plan, results }): WalkForwardFold => ({
    fold: plan.fold,
    split: results[0]!.split,
    leftOut: plan.leftOut,
    trainings: results.map(({ epochs, bestEpoch }, s) => ({ seed: seeds[s]!, epochs, bestEpoch })),
  }));
  return {
    folds,
    horizons: experiment.spec.label.horizons.map((_, h) => scoreHorizon(experiment, h, inputs, seeds, trained)),
  };
}

function scoreHorizon(
  experiment: Experiment,
  horizon: number,
  inputs: readonly InstrumentInput[],
  seeds: readonly number[],
  trained: readonly TrainedFold[],
): HorizonScores {
  const evaluate = (results: readonly FoldResult[]) =>
    evaluateForecasts(
      experiment,
      defaultGradePolicy,
      horizon,
      inputs,
      joinForecasts(results.map(({ forecasts }) => forecasts[horizon]!)),
    );
  const folds = trained.map(({ results }) => evaluate(results));
  const evaluation = evaluate(trained.flatMap(({ results }) => results));
  const scores = seeds.map((seed, s) =>
    scoreSeed(seed, seeds.length === 1 ? evaluation : evaluate(trained.map(({ results }) => results[s]!))),
  );
  return {
    horizonBars: experiment.spec.label.horizons[horizon]!,
    folds,
    evaluation,
    foldsWithSkill: folds.filter((fold) => fold.skill.value > 0).length,
    seeds: scores,
    spread: spreadSeeds(scores),
  };
}

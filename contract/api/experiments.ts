import { eventIterator, oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { Evaluation } from '../evaluation.ts';
import { costsSchema, experimentSchema, modelSpecSchema, splitSchema, type Experiment } from '../model-spec.ts';
import type { Progress } from '../progress.ts';
import type { EpochRecord, SplitPart, TrainingEstimate } from '../training.ts';
import {
  walkForwardIdSchema,
  walkForwardPlanSchema,
  type WalkForwardResult,
  type WalkForwardSummary,
} from '../walk-forward.ts';
import { modelReferenceSchema, type ModelSummary } from './models.ts';

export type TrainEvent =
  | { readonly type: 'progress'; readonly progress: Progress }
  | {
      readonly type: 'started';
      /** Of the training in the list of runs. */
      readonly runId: string;
      readonly split: readonly SplitPart[];
      readonly parameterCount: number;
      readonly resumedAfterEpoch: number;
    }
  /** What the training will take; comes before the first epoch. */
  | { readonly type: 'estimate'; readonly estimate: TrainingEstimate }
  /** What was reached before cannot be used, so training starts over; the reason is a clause. */
  | { readonly type: 'checkpoint-refused'; readonly reason: string }
  | { readonly type: 'epoch'; readonly epoch: EpochRecord }
  /** The network is trained; it is now calibrated and tested, which takes seconds. */
  | { readonly type: 'sealing' };

/** What a training would take, and of which data. */
export interface ExperimentEstimate extends TrainingEstimate {
  readonly split: readonly SplitPart[];
  readonly parameterCount: number;
}

export interface TrainResult {
  readonly model: ModelSummary;
  /** True where the same experiment had been run on the same data before: its model is returned. */
  readonly alreadyTrained: boolean;
}

/** Which training of a walk-forward an event belongs to. Folds count from 1. */
export interface FoldTraining {
  readonly fold: number;
  readonly folds: number;
  readonly seed: number;
}

export type WalkForwardEvent =
  /** Of the whole: all trainings that are still to be done. */
  | { readonly type: 'progress'; readonly progress: Progress }
  /** A training begins or goes on. */
  | {
      readonly type: 'started';
      readonly training: FoldTraining;
      readonly runId: string;
      readonly split: readonly SplitPart[];
      readonly resumedAfterEpoch: number;
    }
  | { readonly type: 'epoch'; readonly training: FoldTraining; readonly epoch: EpochRecord }
  /** A training is finished and stored; `kept` where it had been finished before. */
  | { readonly type: 'finished'; readonly training: FoldTraining; readonly kept: boolean };

export interface WalkForwardOutcome {
  readonly result: WalkForwardResult;
  /** True where the same walk-forward had been run on the same data before: its result is returned. */
  readonly alreadyRun: boolean;
}

export const experimentsContract = {
  /** Reads an experiment document, such as one that draft wrote; `source` names it in errors. */
  parse: oc.input(v.strictObject({ text: v.string(), source: v.string() })).output(type<Experiment>()),

  /** Fills in what is not said with the defaults of the preset and of Almanac; runs nothing. */
  draft: oc
    .input(
      v.strictObject({
        instruments: v.pipe(v.array(v.string()), v.minLength(1)),
        preset: v.optional(v.string()),
        /** A spec document instead of a preset. */
        spec: v.optional(v.string()),
        /** Start from the weights of this model; its spec is taken where neither a preset nor a spec is given. */
        from: v.optional(modelReferenceSchema),
        seed: v.optional(experimentSchema.entries.seed),
        backend: v.optional(experimentSchema.entries.backend),
        split: v.optional(splitSchema),
        costs: v.optional(costsSchema),
        /** Over the spec's own training options. */
        training: v.optional(v.partial(modelSpecSchema.entries.training)),
      }),
    )
    .output(type<Experiment>()),

  /**
   * Runs an experiment: data, features, split, training, ONNX, calibration, evaluation, bundle. An interrupted
   * run of the same experiment, data and version of Almanac is resumed; the model of a finished one is returned.
   */
  train: oc
    .input(v.strictObject({ experiment: experimentSchema }))
    .output(eventIterator(type<TrainEvent>(), type<TrainResult>())),

  /**
   * What training this experiment would take of memory and time, and how its data is cut: data is prepared and a batch or two are tried out;
   * nothing is trained or stored. Errors: as of train, and training/not-enough-memory where the machine has too little.
   */
  estimate: oc.input(v.strictObject({ experiment: experimentSchema })).output(type<ExperimentEstimate>()),

  /**
   * Scores a model again, horizon by horizon, from the stored data: on every bar from the first of its test slice on whose outcome
   * is known. Bars that were imported since the training lengthen the slice.
   */
  evaluate: oc.input(v.strictObject({ model: modelReferenceSchema })).output(type<readonly Evaluation[]>()),

  /**
   * Trains the experiment's spec on successive splits and scores all out-of-sample forecasts together; see
   * contract/walk-forward.ts. Each training is a run of its own: one that is finished is not done again, one that was
   * interrupted is resumed, and each counts as a trial. No model is stored. Errors: as of train, and data/too-short
   * where there are too few bars for so many folds.
   */
  walkForward: oc
    .input(v.strictObject({ experiment: experimentSchema, plan: walkForwardPlanSchema }))
    .output(eventIterator(type<WalkForwardEvent>(), type<WalkForwardOutcome>())),

  /** Every walk-forward that was finished, newest first. */
  walkForwards: oc.output(type<WalkForwardSummary[]>()),

  /** The stored result of a walk-forward. Errors: experiment/unknown-walk-forward. */
  recallWalkForward: oc.input(v.strictObject({ id: walkForwardIdSchema })).output(type<WalkForwardResult>()),
};

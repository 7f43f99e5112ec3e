import { eventIterator, oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { Evaluation } from '../evaluation.ts';
import { costsSchema, experimentSchema, modelSpecSchema, splitSchema, type Experiment } from '../model-spec.ts';
import type { Progress } from '../progress.ts';
import type { EpochRecord, SplitPart } from '../training.ts';
import { modelReferenceSchema, type ModelSummary } from './models.ts';

export type TrainEvent =
  | { readonly type: 'progress'; readonly progress: Progress }
  | {
      readonly type: 'started';
      readonly split: readonly SplitPart[];
      readonly parameterCount: number;
      readonly resumedAfterEpoch: number;
    }
  | { readonly type: 'epoch'; readonly epoch: EpochRecord }
  /** The network is trained; it is now calibrated and tested, which takes seconds. */
  | { readonly type: 'sealing' };

export interface TrainResult {
  readonly model: ModelSummary;
  /** True where the same experiment had been run on the same data before: its model is returned. */
  readonly alreadyTrained: boolean;
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
   * Scores a model again, from the stored data: on every bar from the first of its test slice on whose outcome
   * is known. Bars that were imported since the training lengthen the slice.
   */
  evaluate: oc.input(v.strictObject({ model: modelReferenceSchema })).output(type<Evaluation>()),
};

import type { TrainEvent } from '#contract/api/experiments.ts';
import type { Experiment } from '#contract/model-spec.ts';
import { forecastSlice } from '../evaluation/forecast-slice.ts';
import { buildDataset, describeSplit } from '../features/dataset.ts';
import { BUNDLE_FORMAT } from '../forecast/bundle.ts';
import type { Clock } from '../kernel/clock.ts';
import { hashJson } from '../kernel/hash.ts';
import { almanacVersion } from '../kernel/version.ts';
import type { ReadDatabase, WriteDatabase } from '../store/open-store.ts';
import { findRun } from '../store/runs.ts';
import { readFoldResult, saveFoldResult } from '../store/walk-forwards.ts';
import { withCalibratedNetwork } from './calibrate-network.ts';
import { carryOutRun, findOrAddRun } from './carry-out-run.ts';
import { decodeFoldResult, encodeFoldResult, type FoldResult } from './fold-result.ts';
import type { FoldPlan } from './plan-folds.ts';

/** One training of a walk-forward, as a run is identified: by all that goes into it. */
export interface FoldRun {
  readonly plan: FoldPlan;
  /** The experiment with the seed of this training. */
  readonly experiment: Experiment;
  readonly dataHashes: Readonly<Record<string, string>>;
  readonly replayKey: string;
}

/** The same part of the same data is the same training, however many folds there are around it. */
export function describeFoldRun(
  plan: FoldPlan,
  experiment: Experiment,
  dataHashes: Readonly<Record<string, string>>,
): FoldRun {
  const { split } = plan;
  const replayKey = hashJson({ experiment, fold: split, dataHashes, almanacVersion, format: BUNDLE_FORMAT });
  return { plan, experiment, dataHashes, replayKey };
}

/** What is stored of a training that is finished, or undefined. */
export function findFoldResult(database: ReadDatabase, { replayKey }: FoldRun): FoldResult | undefined {
  const run = findRun(database, replayKey);
  const bytes = run && readFoldResult(database, run.id);
  return bytes && decodeFoldResult(bytes);
}

/**
 * Trains a fold from its last whole epoch on, calibrates it, and stores its forecasts of the test part.
 * Errors: data/…, spec/…, training/…, job/cancelled.
 */
export async function* runFold(
  database: WriteDatabase,
  clock: Clock,
  { plan, experiment, dataHashes, replayKey }: FoldRun,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrainEvent, void> {
  const document = { ...experiment, fold: plan.split };
  const runId = findOrAddRun(database, clock, { replayKey, kind: 'fold', experiment: document, dataHashes });
  const resolved = { ...experiment, spec: plan.spec };
  yield* carryOutRun(
    database,
    clock,
    runId,
    {
      experiment: resolved,
      buildDataset: () => buildDataset(plan.spec, plan.split, plan.inputs),
      firstWeights: () => null,
      async seal(dataset, graph, trained) {
        const forecasts = await withCalibratedNetwork(resolved, dataset, graph, trained, ({ model, network }) =>
          // The histories reach as far as the longest horizon; a shorter one must not go on into the next fold.
          forecastSlice(model, network, plan.inputs, plan.split.test.from, plan.split.test.to),
        );
        const result: FoldResult = {
          split: describeSplit(dataset),
          epochs: trained.record.epochs.length,
          bestEpoch: trained.record.bestEpoch,
          forecasts: forecasts.map((own) => ({
            ...own,
            instrumentIndex: own.instrumentIndex.map((i) => plan.instruments[i]!),
          })),
        };
        return (transaction) => {
          saveFoldResult(transaction, runId, encodeFoldResult(result), clock.now());
        };
      },
    },
    signal,
  );
}

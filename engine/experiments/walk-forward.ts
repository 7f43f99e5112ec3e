import type { FoldTraining, TrainEvent, WalkForwardEvent, WalkForwardOutcome } from '#contract/api/experiments.ts';
import { AppError, CancelledError } from '#contract/errors.ts';
import type { Experiment } from '#contract/model-spec.ts';
import type { Progress } from '#contract/progress.ts';
import type { WalkForwardPlan, WalkForwardResult } from '#contract/walk-forward.ts';
import { BUNDLE_FORMAT } from '../forecast/bundle.ts';
import type { Clock } from '../kernel/clock.ts';
import { hashJson } from '../kernel/hash.ts';
import { makeProgress } from '../kernel/progress.ts';
import { almanacVersion } from '../kernel/version.ts';
import { addWalkForward, listWalkForwards, readWalkForward } from '../store/walk-forwards.ts';
import type { ReadDatabase, WriteDatabase } from '../store/open-store.ts';
import type { FoldResult } from './fold-result.ts';
import { loadTrainingData } from './load-training-data.ts';
import { planFolds } from './plan-folds.ts';
import { describeFoldRun, findFoldResult, runFold } from './run-fold.ts';
import { scoreFolds, type TrainedFold } from './score-folds.ts';

const ID_LENGTH = 12;

/**
 * Trains an experiment's spec on the folds of a plan, with several seeds where the plan has them, and scores what the
 * trained networks said of bars that none of them had seen. Every training is a run of its own; those that are
 * finished are not done again, so what was interrupted goes on, and a whole walk-forward gives its result back.
 * Errors: data/…, spec/…, training/…, job/cancelled.
 */
export async function* walkForward(
  database: WriteDatabase,
  clock: Clock,
  experiment: Experiment,
  plan: WalkForwardPlan,
  signal: AbortSignal | undefined,
): AsyncGenerator<WalkForwardEvent, WalkForwardOutcome> {
  const { inputs, dataHashes } = loadTrainingData(database, experiment);
  const key = hashJson({ experiment, plan, dataHashes, almanacVersion, format: BUNDLE_FORMAT });
  const id = key.slice(0, ID_LENGTH);
  if (readWalkForward(database, id) !== undefined) {
    return { result: recallWalkForward(database, id), alreadyRun: true };
  }

  if (experiment.parent) {
    throw new AppError(
      'honesty/seen-by-parent',
      `A walk-forward of an experiment that starts from ${experiment.parent.model} would test its folds on bars whose outcomes are in those weights.`,
      'Leave --from out: every fold is then trained from the beginning.',
    );
  }
  const folds = planFolds(experiment, plan, inputs);
  // 2^32 - 1 is followed by 0: every seed is one that an experiment may have.
  const seeds = Array.from({ length: plan.seeds }, (_, i) => (experiment.seed + i) >>> 0);
  const trainings = folds.flatMap((fold) =>
    seeds.map((seed) => {
      const run = describeFoldRun(fold, { ...experiment, seed }, dataHashes);
      const training: FoldTraining = { fold: fold.fold, folds: folds.length, seed };
      return { run, training, work: fold.trainWindows, kept: findFoldResult(database, run) };
    }),
  );

  const results: FoldResult[] = [];
  const total = trainings.reduce((sum, { work, kept }) => sum + (kept ? 0 : work), 0);
  const startedAt = clock.now();
  let done = 0;
  for (const { run, training, work, kept } of trainings) {
    if (kept) {
      results.push(kept);
      yield { type: 'finished', training, kept: true };
      continue;
    }
    try {
      if (signal?.aborted)
        throw new CancelledError('Training', 'it has not begun. Give the same command again to go on.');
      for await (const event of runFold(database, clock, run, signal)) {
        yield* describeEvent(training, event, (share, detail) =>
          makeProgress('walking forward', done + share * work, total, (clock.now() - startedAt) / 1000, detail),
        );
      }
    } catch (error) {
      throw describeCancel(error, results.length, trainings.length);
    }
    results.push(findFoldResult(database, run)!);
    done += work;
    yield { type: 'finished', training, kept: false };
  }

  const trained: TrainedFold[] = folds.map((fold, k) => ({
    plan: fold,
    results: results.slice(k * seeds.length, (k + 1) * seeds.length),
  }));
  const result: WalkForwardResult = { id, experiment, plan, ...scoreFolds(experiment, inputs, seeds, trained) };
  addWalkForward(database, id, JSON.stringify(result), clock.now());
  return { result: recallWalkForward(database, id), alreadyRun: false };
}

/** The stored result of a walk-forward. Errors: experiment/unknown-walk-forward. */
export function recallWalkForward(database: ReadDatabase, id: string): WalkForwardResult {
  const document = readWalkForward(database, id);
  if (document !== undefined) return JSON.parse(document) as WalkForwardResult;
  const known = listWalkForwards(database);
  throw new AppError(
    'experiment/unknown-walk-forward',
    `The workspace has no finished walk-forward ${id}.`,
    known.length > 0 ? `It has ${known.join(', ')}.` : 'Run one first: "almanac walk-forward --help".',
  );
}

/** What an event of a single training says of the whole. */
function describeEvent(
  training: FoldTraining,
  event: TrainEvent,
  report: (share: number, detail: string) => Progress,
): WalkForwardEvent[] {
  const name = `fold ${training.fold} of ${training.folds}`;
  switch (event.type) {
    case 'progress': {
      const { done, total, detail } = event.progress;
      return [{ type: 'progress', progress: report(done / total, `${name}, ${detail}`) }];
    }
    case 'started': {
      const { runId, split, resumedAfterEpoch } = event;
      return [{ type: 'started', training, runId, split, resumedAfterEpoch }];
    }
    case 'epoch':
      return [{ type: 'epoch', training, epoch: event.epoch }];
    case 'estimate':
    case 'checkpoint-refused':
    case 'sealing':
      return [];
  }
}

function describeCancel(error: unknown, finished: number, trainings: number): unknown {
  if (!(error instanceof AppError) || error.code !== 'job/cancelled') return error;
  return new CancelledError(
    'The walk-forward',
    `${finished} of ${trainings} trainings are finished and kept. Of the one under way: ${error.hint}`,
  );
}

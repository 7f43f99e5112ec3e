import type { ModelSpec } from '#contract/model-spec.ts';
import type { EpochRecord, TrainingEstimate, TrainingRecord } from '#contract/training.ts';
import type { WindowSet } from '../features/dataset.ts';
import { createRandom, deriveSeed, permutation } from '../kernel/random.ts';
import type { Graph } from '../models/graph.ts';
import { drawInitialWeights } from '../models/initial-weights.ts';
import type { SessionState, TrainingBackend } from './backend.ts';
import { estimateTraining } from './estimate-training.ts';
import { nextLearningRate } from './schedules/next-learning-rate.ts';

/** Everything that the rest of a run depends on, after a whole epoch. */
export interface TrainingCheckpoint {
  readonly state: SessionState;
  readonly bestParameters: Float32Array;
  /** With the validation losses from which the schedule has the next learning rate. */
  readonly epochs: readonly EpochRecord[];
}

export interface TrainingTask {
  readonly graph: Graph;
  readonly options: ModelSpec['training'];
  readonly seed: number;
  readonly train: WindowSet;
  readonly validation: WindowSet;
  /** Drawn by the seed where there are none. */
  readonly firstWeights?: Float32Array | null | undefined;
  /** Goes on from here: on the same engine the rest is bit-identical to a run that was never interrupted. */
  readonly resumeFrom: TrainingCheckpoint | null;
}

export interface TrainingHooks {
  readonly signal: AbortSignal;
  /** Once, before the first epoch. */
  onEstimate(estimate: TrainingEstimate): void;
  onSamples(epoch: number, samples: number): void;
  onEpoch(checkpoint: TrainingCheckpoint): void;
  /** Seconds on a monotonic clock, for the record of what an epoch took. */
  elapsedSeconds(): number;
}

export interface TrainedNetwork {
  readonly weights: Float32Array;
  readonly record: Omit<TrainingRecord, 'backend'>;
}

/**
 * The one training loop: mini-batches with early stopping on the validation loss; the weights of the
 * best epoch are kept. Order and dropout of an epoch depend on seed and epoch alone, its learning rate on the
 * epochs before it, so a resumed run and an uninterrupted one are the same run.
 * Errors: job/cancelled, training/diverged, training/not-enough-memory.
 */
export async function train(
  backend: TrainingBackend,
  task: TrainingTask,
  hooks: TrainingHooks,
): Promise<TrainedNetwork> {
  const { graph, options, seed } = task;
  const session = await backend.open(
    graph,
    task.firstWeights ?? drawInitialWeights(graph, deriveSeed(seed, 'weights')),
  );
  try {
    const epochs: EpochRecord[] = [...(task.resumeFrom?.epochs ?? [])];
    if (task.resumeFrom) await session.load(task.resumeFrom.state);
    hooks.onEstimate(await estimateTraining(session, task, () => hooks.elapsedSeconds()));
    let bestParameters = task.resumeFrom?.bestParameters ?? (await session.state()).parameters;
    let samplesVisited = 0;
    let secondsTraining = 0;

    while (epochs.length < options.epochs && epochs.length - bestEpochOf(epochs) < options.patience) {
      const epoch = epochs.length + 1;
      const startedAt = hooks.elapsedSeconds();
      const learningRate = nextLearningRate(
        options,
        epochs.map((record) => record.validationLoss),
      );
      const order = permutation(task.train.ends.length, createRandom(deriveSeed(seed, `order/${epoch}`)));
      const trainLoss = await session.trainEpoch(
        task.train,
        {
          order,
          batchSize: options.batchSize,
          learningRate,
          clipNorm: options.clipNorm,
          clipValue: options.clipValue,
          optimizer: options.optimizer,
          dropoutSeed: deriveSeed(seed, 'dropout'),
        },
        {
          signal: hooks.signal,
          onSamples(samples) {
            hooks.onSamples(epoch, samples);
          },
        },
      );
      secondsTraining += hooks.elapsedSeconds() - startedAt;
      samplesVisited += order.length;
      const { loss: validationLoss } = await session.evaluate(task.validation, hooks.signal);
      epochs.push({ epoch, trainLoss, validationLoss, learningRate, seconds: hooks.elapsedSeconds() - startedAt });
      const state = await session.state();
      if (bestEpochOf(epochs) === epoch) bestParameters = state.parameters;
      hooks.onEpoch({ state, bestParameters, epochs: [...epochs] });
    }

    return {
      weights: bestParameters,
      record: {
        engine: session.engine,
        epochs,
        bestEpoch: bestEpochOf(epochs),
        stoppedEarly: epochs.length < options.epochs,
        parameterCount: graph.parameterCount,
        sequencesPerSecond: secondsTraining > 0 ? samplesVisited / secondsTraining : 0,
      },
    };
  } finally {
    session.dispose();
  }
}

/** The epoch with the lowest validation loss, the first of equals; 0 where there is none yet. */
function bestEpochOf(epochs: readonly EpochRecord[]): number {
  let best: EpochRecord | undefined;
  for (const record of epochs) if (!best || record.validationLoss < best.validationLoss) best = record;
  return best?.epoch ?? 0;
}

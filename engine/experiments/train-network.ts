import type { TrainEvent } from '#contract/api/experiments.ts';
import type { Experiment } from '#contract/model-spec.ts';
import { describeSplit, type Dataset } from '../features/dataset.ts';
import type { Clock } from '../kernel/clock.ts';
import { createEventQueue } from '../kernel/event-queue.ts';
import { makeProgress } from '../kernel/progress.ts';
import type { Graph } from '../models/graph.ts';
import type { TrainedNetwork, TrainingCheckpoint, TrainingTask } from '../training/train.ts';
import { trainInWorker } from '../training/train-in-worker.ts';

const PROGRESS_EVERY_MS = 100;

/**
 * Trains the network of an experiment and tells how it goes; `keep` is called with a checkpoint after each
 * epoch. Whoever stops listening stops the training.
 */
export async function* trainNetwork(
  runId: string,
  experiment: Experiment,
  dataset: Dataset,
  graph: Graph,
  { firstWeights, resumeFrom }: Pick<TrainingTask, 'firstWeights' | 'resumeFrom'>,
  keep: (checkpoint: TrainingCheckpoint) => void,
  clock: Clock,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrainEvent, TrainedNetwork> {
  const { spec, seed } = experiment;
  const events = createEventQueue<TrainEvent>();
  const abandoned = new AbortController();
  const firstEpoch = resumeFrom?.epochs.length ?? 0;
  const samplesPerEpoch = dataset.parts.train.windows.ends.length;
  const startedAt = clock.now();
  let lastProgressAt = -Infinity;
  let lastLoss = '';

  events.push({
    type: 'started',
    runId,
    split: describeSplit(dataset),
    parameterCount: graph.parameterCount,
    resumedAfterEpoch: firstEpoch,
  });
  const training = trainInWorker(
    experiment.backend,
    {
      graph,
      options: spec.training,
      seed,
      train: dataset.parts.train.windows,
      validation: dataset.parts.validation.windows,
      firstWeights,
      resumeFrom,
    },
    {
      signal: signal ? AbortSignal.any([signal, abandoned.signal]) : abandoned.signal,
      onEstimate(estimate) {
        events.push({ type: 'estimate', estimate });
      },
      onSamples(epoch, samples) {
        if (clock.now() - lastProgressAt < PROGRESS_EVERY_MS) return;
        lastProgressAt = clock.now();
        const done = (epoch - 1 - firstEpoch) * samplesPerEpoch + samples;
        const total = (spec.training.epochs - firstEpoch) * samplesPerEpoch;
        const detail = `epoch ${epoch} of at most ${spec.training.epochs}${lastLoss}`;
        const elapsed = (clock.now() - startedAt) / 1000;
        events.push({
          type: 'progress',
          progress: makeProgress(`training ${spec.name}`, done, total, elapsed, detail),
        });
      },
      onEpoch(checkpoint) {
        keep(checkpoint);
        const epoch = checkpoint.epochs.at(-1);
        if (!epoch) return;
        lastLoss = `, validation loss ${epoch.validationLoss.toFixed(5)}`;
        events.push({ type: 'epoch', epoch });
      },
    },
  ).finally(() => {
    events.end();
  });
  // A failure is thrown by the await below; until then it must not count as one that nobody handles.
  training.catch(() => undefined);
  try {
    yield* events;
    return await training;
  } finally {
    abandoned.abort();
  }
}

import type { ExperimentEstimate } from '#contract/api/experiments.ts';
import type { Experiment } from '#contract/model-spec.ts';
import type { TrainingEstimate } from '#contract/training.ts';
import { buildDataset, describeSplit } from '../features/dataset.ts';
import { buildGraph } from '../models/graph.ts';
import type { ReadDatabase } from '../store/open-store.ts';
import { trainInWorker } from '../training/train-in-worker.ts';
import { loadTrainingData } from './load-training-data.ts';
import { openParent, splitBehind } from './parent.ts';
import { requireTeachable } from './require-teachable.ts';

/**
 * What a training of this experiment will take, on the data as it is now; nothing is trained or stored.
 * Errors: as of a training, training/not-enough-memory among them.
 */
export async function estimateExperiment(
  database: ReadDatabase,
  experiment: Experiment,
  signal: AbortSignal | undefined,
): Promise<ExperimentEstimate> {
  const { spec, split, seed, backend } = experiment;
  const { inputs } = loadTrainingData(database, experiment);
  const parent = experiment.parent ? openParent(database, experiment.parent) : null;
  const dataset = buildDataset(spec, parent ? splitBehind(parent, experiment, inputs) : split, inputs);
  requireTeachable(spec, dataset);
  let found: TrainingEstimate | undefined;
  // A training of no epoch ends behind its estimate.
  const graph = buildGraph(spec, dataset.columnCount, dataset.instruments.length);
  const task = {
    graph,
    options: { ...spec.training, epochs: 0 },
    seed,
    train: dataset.parts.train.windows,
    validation: dataset.parts.validation.windows,
    resumeFrom: null,
  };
  await trainInWorker(backend, task, {
    signal: signal ?? new AbortController().signal,
    onEstimate(estimate) {
      found = { ...estimate, epochs: spec.training.epochs };
    },
    onSamples: () => undefined,
    onEpoch: () => undefined,
  });
  if (!found) throw new Error('the training thread gave no estimate');
  return { ...found, split: describeSplit(dataset), parameterCount: graph.parameterCount };
}

import type { TrainEvent, TrainResult } from '#contract/api/experiments.ts';
import type { Experiment } from '#contract/model-spec.ts';
import { buildDataset } from '../features/dataset.ts';
import { BUNDLE_FORMAT, packBundle } from '../forecast/bundle.ts';
import { summariseModel } from '../forecast/open-model.ts';
import type { Clock } from '../kernel/clock.ts';
import { hashJson } from '../kernel/hash.ts';
import { almanacVersion } from '../kernel/version.ts';
import { addModel, findModelOfRun, nextModelVersion } from '../store/models.ts';
import type { WriteDatabase } from '../store/open-store.ts';
import { openParent, splitBehind, takeWeights } from './parent.ts';
import { carryOutRun, findOrAddRun } from './carry-out-run.ts';
import { loadTrainingData } from './load-training-data.ts';
import { sealModel } from './seal-model.ts';

/**
 * Runs an experiment from end to end: data, features, labels, split, training, ONNX, calibration,
 * evaluation, bundle. Every stage is deterministic, so a run is identified by what goes into it: an
 * interrupted run of the same experiment on the same data goes on from its last whole epoch, and a
 * finished one gives its model back.
 * Errors: data/…, spec/…, training/…, job/cancelled.
 */
export async function* runExperiment(
  database: WriteDatabase,
  clock: Clock,
  experiment: Experiment,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrainEvent, TrainResult> {
  const { inputs, dataHashes } = loadTrainingData(database, experiment);
  // A run of another bundle format is another run: its checkpoint and its model cannot be used.
  const replayKey = hashJson({ experiment, dataHashes, almanacVersion, format: BUNDLE_FORMAT });
  const runId = findOrAddRun(database, clock, { replayKey, experiment, dataHashes });
  const finished = findModelOfRun(database, runId);
  if (finished) return { model: summariseModel(database, finished), alreadyTrained: true };

  const parent = experiment.parent ? openParent(database, experiment.parent) : null;
  yield* carryOutRun(
    database,
    clock,
    runId,
    {
      experiment,
      buildDataset: () =>
        buildDataset(experiment.spec, parent ? splitBehind(parent, experiment, inputs) : experiment.split, inputs),
      firstWeights: (dataset, graph) => (parent ? takeWeights(parent, experiment, dataset, graph) : null),
      async seal(dataset, graph, trained) {
        const sealed = await sealModel(experiment, dataHashes, dataset, graph, trained, clock.now());
        return (transaction) => {
          // Another process may have run the same experiment meanwhile; it came to the same weights.
          if (findModelOfRun(transaction, runId)) return;
          const { name } = experiment.spec;
          const version = nextModelVersion(transaction, name);
          const bundle = packBundle({ ...sealed, manifest: { ...sealed.manifest, version } });
          addModel(transaction, { name, version, runId, bundle, createdAt: clock.now() });
        };
      },
    },
    signal,
  );
  return { model: summariseModel(database, findModelOfRun(database, runId)!), alreadyTrained: false };
}

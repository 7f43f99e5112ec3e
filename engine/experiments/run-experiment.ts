import type { TrainEvent, TrainResult } from '#contract/api/experiments.ts';
import { AppError, CancelledError } from '#contract/errors.ts';
import type { Experiment } from '#contract/model-spec.ts';
import { buildDataset, type Dataset } from '../features/dataset.ts';
import { listSeriesNames } from '../features/resolve-features.ts';
import { BUNDLE_FORMAT, packBundle } from '../forecast/bundle.ts';
import { summariseModel } from '../forecast/open-model.ts';
import type { Clock } from '../kernel/clock.ts';
import { hashJson } from '../kernel/hash.ts';
import { almanacVersion } from '../kernel/version.ts';
import { loadHistory } from '../market-data/load-history.ts';
import { requireAcknowledged } from '../market-data/quality/require-acknowledged.ts';
import { buildGraph } from '../models/graph.ts';
import { addModel, findModelOfRun, nextModelVersion } from '../store/models.ts';
import { transact, type WriteDatabase } from '../store/open-store.ts';
import { addRun, findRun, readCheckpoint, removeCheckpoint, saveCheckpoint, setRunStatus } from '../store/runs.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-bytes.ts';
import { sealModel } from './seal-model.ts';
import { trainNetwork } from './train-network.ts';

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
  const symbols = [...new Set(experiment.instruments)];
  requireAcknowledged(database, symbols, '1d');
  const series = listSeriesNames(experiment.spec.features);
  const histories = symbols.map((symbol) => loadHistory(database, symbol, { series }));
  const dataHashes = Object.fromEntries(histories.map((h) => [h.instrument.symbol, h.dataHash]));
  const runId = findOrAddRun(database, clock, experiment, dataHashes);
  const finished = findModelOfRun(database, runId);
  if (finished) return { model: summariseModel(database, finished), alreadyTrained: true };

  try {
    const dataset = buildDataset(
      experiment.spec,
      experiment.split,
      histories.map(({ instrument, ...data }) => ({ symbol: instrument.symbol, ...data })),
    );
    refuseTooFewWindows(dataset);
    const graph = buildGraph(experiment.spec, dataset.columnCount);
    const checkpoint = readCheckpoint(database, runId);
    // One whose bytes are damaged must not stand against the first epochs of a fresh start.
    if (!checkpoint) removeCheckpoint(database, runId);
    const trained = yield* trainNetwork(
      experiment,
      dataset,
      graph,
      checkpoint ? decodeCheckpoint(checkpoint.state) : null,
      (reached) => {
        const state = encodeCheckpoint(reached);
        saveCheckpoint(database, runId, { epoch: reached.epochs.length, state }, clock.now());
      },
      clock,
      signal,
    );
    if (signal?.aborted) throw new CancelledError('Training', '');
    yield { type: 'sealing' };
    const sealed = await sealModel(experiment, dataHashes, dataset, graph, trained, clock.now());
    transact(database, (transaction) => {
      removeCheckpoint(transaction, runId);
      // Another process may have run the same experiment meanwhile; it came to the same weights.
      if (findModelOfRun(transaction, runId)) return;
      const { name } = experiment.spec;
      const version = nextModelVersion(transaction, name);
      const bundle = packBundle({ onnx: sealed.onnx, manifest: { ...sealed.manifest, version } });
      addModel(transaction, { name, version, runId, bundle, createdAt: clock.now() });
      setRunStatus(transaction, runId, 'done', clock.now());
    });
  } catch (error) {
    throw closeRun(database, clock, runId, error instanceof Error ? error : new Error(String(error)));
  }
  return { model: summariseModel(database, findModelOfRun(database, runId)!), alreadyTrained: false };
}

/** Fewer are memorised within an epoch, and what comes out is a model in name only. */
const FEWEST_WINDOWS = 100;

function refuseTooFewWindows(dataset: Dataset): void {
  const windows = dataset.parts.train.windows.ends.length;
  if (windows >= FEWEST_WINDOWS) return;
  throw new AppError(
    'data/too-few-windows',
    `The train part has ${windows} windows; at least ${FEWEST_WINDOWS} are needed.`,
    'Import a longer history, pool more instruments, or choose a smaller stride.',
  );
}

/** The run that this experiment on this data has, or a new one. */
function findOrAddRun(
  database: WriteDatabase,
  clock: Clock,
  experiment: Experiment,
  dataHashes: Readonly<Record<string, string>>,
): string {
  // A run of another bundle format is another run: its checkpoint and its model cannot be used.
  const replayKey = hashJson({ experiment, dataHashes, almanacVersion, format: BUNDLE_FORMAT });
  return transact(database, (transaction) => {
    const known = findRun(transaction, replayKey);
    if (known) {
      setRunStatus(transaction, known.id, 'running', clock.now());
      return known.id;
    }
    const id = clock.newId();
    addRun(transaction, { id, replayKey, experiment, dataHashes, createdAt: clock.now() });
    return id;
  });
}

/**
 * Writes down how the run ended, and tells whoever cancelled it what is kept. A run that diverged would do so
 * again from its checkpoint, so that one goes; after any other failure the next attempt goes on from it.
 */
function closeRun(database: WriteDatabase, clock: Clock, runId: string, error: Error): Error {
  const code = error instanceof AppError ? error.code : null;
  try {
    setRunStatus(database, runId, code === 'job/cancelled' ? 'cancelled' : 'failed', clock.now(), error.message);
    if (code === 'training/diverged') removeCheckpoint(database, runId);
  } catch (storeError) {
    // A store that cannot even note the failure is most likely why there is one: the first error says more.
    if (error.cause === undefined) error.cause = storeError;
    return error;
  }
  if (code !== 'job/cancelled') return error;
  const epochs = readCheckpoint(database, runId)?.epoch ?? 0;
  return new CancelledError(
    'Training',
    epochs > 0
      ? `${epochs === 1 ? 'Epoch 1 is' : `Epochs 1 to ${epochs} are`} kept. Give the same command again to go on from there.`
      : 'No epoch was finished yet. Give the same command again to start over.',
  );
}

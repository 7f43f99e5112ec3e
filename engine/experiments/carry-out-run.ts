import type { TrainEvent } from '#contract/api/experiments.ts';
import { AppError, CancelledError } from '#contract/errors.ts';
import type { Experiment } from '#contract/model-spec.ts';
import type { Dataset } from '../features/dataset.ts';
import type { Clock } from '../kernel/clock.ts';
import { buildGraph, type Graph } from '../models/graph.ts';
import { transact, type WriteDatabase } from '../store/open-store.ts';
import {
  addRun,
  addRunEpoch,
  findRun,
  readCheckpoint,
  removeCheckpoint,
  saveCheckpoint,
  setRunEpochs,
  setRunStatus,
  type NewRun,
} from '../store/runs.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../training/checkpoint.ts';
import type { TrainedNetwork } from '../training/train.ts';
import { requireTeachable } from './require-teachable.ts';
import { trainNetwork } from './train-network.ts';

/** The run with this replay key, or a new one. */
export function findOrAddRun(
  database: WriteDatabase,
  clock: Clock,
  run: Pick<NewRun, 'replayKey' | 'kind' | 'experiment' | 'dataHashes'>,
): string {
  return transact(database, (transaction) => {
    const known = findRun(transaction, run.replayKey);
    if (known) {
      setRunStatus(transaction, known.id, 'running', clock.now());
      return known.id;
    }
    const id = clock.newId();
    addRun(transaction, { ...run, id, createdAt: clock.now() });
    return id;
  });
}

export interface RunWork {
  readonly experiment: Experiment;
  buildDataset(): Dataset;
  /** The weights that training starts from; null where they are drawn at random. */
  firstWeights(dataset: Dataset, graph: Graph): Float32Array | null;
  /** Makes of the trained network what is kept of the run; the function it gives back stores that. */
  seal(dataset: Dataset, graph: Graph, trained: TrainedNetwork): Promise<(transaction: WriteDatabase) => void>;
}

/**
 * Trains a run from its last whole epoch on, seals it, and marks it as done in the transaction that stores what is
 * kept of it. However it ends, the store says so.
 * Errors: data/…, spec/…, training/…, job/cancelled.
 */
export async function* carryOutRun(
  database: WriteDatabase,
  clock: Clock,
  runId: string,
  work: RunWork,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrainEvent, void> {
  try {
    const dataset = work.buildDataset();
    requireTeachable(work.experiment.spec, dataset);
    const graph = buildGraph(work.experiment.spec, dataset.columnCount, dataset.instruments.length);
    const stored = readCheckpoint(database, runId);
    const decoded = stored && decodeCheckpoint(stored.state);
    if (decoded && 'refused' in decoded) yield { type: 'checkpoint-refused', reason: decoded.refused };
    const resumeFrom = decoded && 'checkpoint' in decoded ? decoded.checkpoint : null;
    // One that cannot be used must not stand against the first epochs of a fresh start.
    if (!resumeFrom) removeCheckpoint(database, runId);
    setRunEpochs(database, runId, resumeFrom?.epochs ?? []);
    const trained = yield* trainNetwork(
      runId,
      work.experiment,
      dataset,
      graph,
      { firstWeights: work.firstWeights(dataset, graph), resumeFrom },
      (reached) => {
        const state = encodeCheckpoint(reached);
        const epoch = reached.epochs.at(-1);
        transact(database, (transaction) => {
          saveCheckpoint(transaction, runId, { epoch: reached.epochs.length, state }, clock.now());
          if (epoch) addRunEpoch(transaction, runId, epoch);
        });
      },
      clock,
      signal,
    );
    if (signal?.aborted) throw new CancelledError('Training', '');
    yield { type: 'sealing' };
    const store = await work.seal(dataset, graph, trained);
    transact(database, (transaction) => {
      removeCheckpoint(transaction, runId);
      store(transaction);
      setRunStatus(transaction, runId, 'done', clock.now());
    });
  } catch (error) {
    throw closeRun(database, clock, runId, error instanceof Error ? error : new Error(String(error)));
  }
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

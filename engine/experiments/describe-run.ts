import type { RunDetails, RunSummary } from '#contract/api/runs.ts';
import { AppError } from '#contract/errors.ts';
import type { Experiment } from '#contract/model-spec.ts';
import { isProcessAlive } from '../kernel/is-process-alive.ts';
import { readBundle } from '../forecast/open-model.ts';
import { findModelOfRun } from '../store/models.ts';
import type { ReadDatabase } from '../store/open-store.ts';
import { findRunRecord, listRunEpochs, listRuns, type RunRecord } from '../store/runs.ts';

/** Trainings, newest first. */
export function summariseRuns(
  database: ReadDatabase,
  { kind, limit }: { readonly kind?: 'training' | 'fold' | undefined; readonly limit: number },
): RunSummary[] {
  return listRuns(database, kind ?? null, limit).map(summarise);
}

/** A training with its curve. Errors: run/unknown. */
export function describeRun(database: ReadDatabase, id: string): RunDetails {
  const record = findRunRecord(database, id);
  if (!record) {
    throw new AppError('run/unknown', `The workspace has no training ${id}.`, 'See the list of runs.');
  }
  const stored = listRunEpochs(database, id);
  // Of runs that ended before epochs were stored, the bundle has the curve.
  const model = stored.length === 0 ? findModelOfRun(database, id) : undefined;
  return {
    ...summarise(record),
    experiment: JSON.parse(record.experiment) as unknown,
    dataHashes: JSON.parse(record.dataHashes) as Record<string, string>,
    curve: model ? readBundle(database, model).manifest.training.epochs : stored,
  };
}

function summarise(record: RunRecord): RunSummary {
  const experiment = JSON.parse(record.experiment) as Experiment;
  const { id, kind, status, processId, epochs, bestValidationLoss, model, error, createdAt, updatedAt } = record;
  const isGone = status === 'running' && (processId === null || !isProcessAlive(processId));
  return {
    id,
    kind,
    status: isGone ? 'interrupted' : status,
    name: experiment.spec.name,
    symbols: experiment.instruments,
    backend: experiment.backend,
    seed: experiment.seed,
    epochs,
    mostEpochs: experiment.spec.training.epochs,
    bestValidationLoss,
    model,
    error: status === 'failed' ? error : null,
    createdAt,
    updatedAt,
  };
}

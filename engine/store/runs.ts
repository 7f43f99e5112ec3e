import type { EpochRecord } from '#contract/training.ts';
import { hashBytes } from '../kernel/hash.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

export type RunStatus = 'running' | 'cancelled' | 'failed' | 'done';

export interface Run {
  readonly id: string;
  readonly replayKey: string;
  readonly status: RunStatus;
}

export interface Checkpoint {
  readonly epoch: number;
  readonly state: Uint8Array;
}

/**
 * The newest run with this replay key that can give a model or go on, or undefined. One that failed on
 * something outside of it, such as a full disk, goes on from its checkpoint.
 */
export function findRun({ read }: ReadDatabase, replayKey: string): Run | undefined {
  return read
    .prepare<[string], Run>(
      `SELECT id, replay_key AS replayKey, status FROM runs
       WHERE replay_key = ? AND (status <> 'failed' OR EXISTS (SELECT 1 FROM checkpoints WHERE run_id = runs.id))
       ORDER BY created_at DESC, id LIMIT 1`,
    )
    .get(replayKey);
}

/** How many trainings this workspace has ever started: the number of trials behind any result. */
export function countRuns({ read }: ReadDatabase): number {
  return read.prepare<[], { n: number }>("SELECT count(*) AS n FROM runs WHERE kind <> 'import'").get()?.n ?? 0;
}

export type RunKind = 'training' | 'fold' | 'import';

export interface NewRun {
  readonly id: string;
  /** 'training' where it is missing. */
  readonly kind?: RunKind;
  readonly replayKey: string;
  readonly experiment: unknown;
  readonly dataHashes: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

export function addRun({ write }: WriteDatabase, run: NewRun): void {
  write
    .prepare(
      `INSERT INTO runs (id, replay_key, experiment, data_hashes, status, created_at, updated_at, kind, process_id)
       VALUES (?, ?, ?, ?, 'running', ?, ?, ?, ?)`,
    )
    .run(
      run.id,
      run.replayKey,
      JSON.stringify(run.experiment),
      JSON.stringify(run.dataHashes),
      run.createdAt,
      run.createdAt,
      run.kind ?? 'training',
      process.pid,
    );
}

/** Sets how a run stands. A run that is done stays done, whatever another process believes of it. */
export function setRunStatus(
  { write }: WriteDatabase,
  runId: string,
  status: RunStatus,
  at: number,
  error: string | null = null,
): void {
  write
    .prepare("UPDATE runs SET status = ?, error = ?, updated_at = ?, process_id = ? WHERE id = ? AND status <> 'done'")
    .run(status, error, at, status === 'running' ? process.pid : null, runId);
}

/** Replaces the run's checkpoint, unless another process has come further with the same run. */
export function saveCheckpoint({ write }: WriteDatabase, runId: string, checkpoint: Checkpoint, at: number): void {
  write
    .prepare(
      `INSERT INTO checkpoints (run_id, epoch, state, state_hash, updated_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (run_id) DO UPDATE SET
         epoch = excluded.epoch, state = excluded.state, state_hash = excluded.state_hash,
         updated_at = excluded.updated_at
       WHERE excluded.epoch > checkpoints.epoch`,
    )
    .run(runId, checkpoint.epoch, checkpoint.state, hashBytes(checkpoint.state), at);
}

/** The run's checkpoint, or undefined where there is none or its bytes do not have their hash. */
export function readCheckpoint({ read }: ReadDatabase, runId: string): Checkpoint | undefined {
  const row = read
    .prepare<[string], Checkpoint & { stateHash: string }>(
      'SELECT epoch, state, state_hash AS stateHash FROM checkpoints WHERE run_id = ?',
    )
    .get(runId);
  return row && hashBytes(row.state) === row.stateHash ? { epoch: row.epoch, state: row.state } : undefined;
}

/** A finished run needs no checkpoint: its weights are in the bundle. */
export function removeCheckpoint({ write }: WriteDatabase, runId: string): void {
  write.prepare('DELETE FROM checkpoints WHERE run_id = ?').run(runId);
}

/** Sets the epochs that a run has reached, where it begins or goes on. */
export function setRunEpochs({ write }: WriteDatabase, runId: string, epochs: readonly EpochRecord[]): void {
  write.transaction(() => {
    write.prepare('DELETE FROM run_epochs WHERE run_id = ?').run(runId);
    for (const epoch of epochs) addRunEpoch({ read: write, write }, runId, epoch);
  })();
}

/** Adds the epoch that a run has reached; what another process has written of it stays. */
export function addRunEpoch({ write }: WriteDatabase, runId: string, epoch: EpochRecord): void {
  write
    .prepare('INSERT OR IGNORE INTO run_epochs (run_id, epoch, body) VALUES (?, ?, ?)')
    .run(runId, epoch.epoch, JSON.stringify(epoch));
}

export function listRunEpochs({ read }: ReadDatabase, runId: string): EpochRecord[] {
  return read
    .prepare<[string], { body: string }>('SELECT body FROM run_epochs WHERE run_id = ? ORDER BY epoch')
    .all(runId)
    .map(({ body }) => JSON.parse(body) as EpochRecord);
}

/** A run with what became of it. */
export interface RunRecord {
  readonly id: string;
  readonly kind: 'training' | 'fold';
  readonly status: RunStatus;
  readonly processId: number | null;
  readonly experiment: string;
  readonly dataHashes: string;
  readonly error: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly epochs: number;
  readonly bestValidationLoss: number | null;
  readonly model: string | null;
}

const recordQuery = `SELECT runs.id, runs.kind, status, process_id AS processId, experiment, data_hashes AS dataHashes,
    error, runs.created_at AS createdAt, updated_at AS updatedAt, count(e.epoch) AS epochs,
    min(e.body ->> '$.validationLoss') AS bestValidationLoss, m.name || '@' || m.version AS model
  FROM runs LEFT JOIN run_epochs e ON e.run_id = runs.id LEFT JOIN models m ON m.run_id = runs.id
  WHERE runs.kind <> 'import'`;

/** Trainings and folds, newest first. */
export function listRuns({ read }: ReadDatabase, kind: 'training' | 'fold' | null, limit: number): RunRecord[] {
  return read
    .prepare<[string | null, string | null, number], RunRecord>(
      `${recordQuery} AND (? IS NULL OR runs.kind = ?) GROUP BY runs.id ORDER BY runs.created_at DESC, runs.rowid DESC LIMIT ?`,
    )
    .all(kind, kind, limit);
}

/** The training or fold with this id, or undefined. */
export function findRunRecord({ read }: ReadDatabase, id: string): RunRecord | undefined {
  return read.prepare<[string], RunRecord>(`${recordQuery} AND runs.id = ? GROUP BY runs.id`).get(id);
}

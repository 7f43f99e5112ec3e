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
  return read.prepare<[], { n: number }>('SELECT count(*) AS n FROM runs').get()?.n ?? 0;
}

export interface NewRun {
  readonly id: string;
  readonly replayKey: string;
  readonly experiment: unknown;
  readonly dataHashes: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

export function addRun({ write }: WriteDatabase, run: NewRun): void {
  write
    .prepare(
      `INSERT INTO runs (id, replay_key, experiment, data_hashes, status, created_at, updated_at)
       VALUES (?, ?, ?, ?, 'running', ?, ?)`,
    )
    .run(
      run.id,
      run.replayKey,
      JSON.stringify(run.experiment),
      JSON.stringify(run.dataHashes),
      run.createdAt,
      run.createdAt,
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
    .prepare("UPDATE runs SET status = ?, error = ?, updated_at = ? WHERE id = ? AND status <> 'done'")
    .run(status, error, at, runId);
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

import type { EpochMs } from '#contract/bars.ts';
import type { Job, JobKind, JobOutput, JobResult, JobStatus } from '#contract/job.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

/** A job as it is stored; how far it is, the engine that works on it knows. */
export interface StoredJob extends Pick<
  Job,
  'id' | 'kind' | 'status' | 'runId' | 'result' | 'error' | 'createdAt' | 'startedAt' | 'endedAt'
> {
  readonly input: unknown;
  readonly attempts: number;
}

interface JobRecord {
  readonly id: number;
  readonly kind: JobKind;
  readonly input: string;
  readonly status: JobStatus;
  readonly attempts: number;
  readonly runId: string | null;
  readonly result: string | null;
  readonly error: string | null;
  readonly createdAt: EpochMs;
  readonly startedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
}

const fields = `id, kind, input, status, attempts, run_id AS runId, result, error, created_at AS createdAt,
  started_at AS startedAt, ended_at AS endedAt`;

function toJob({ input, result, error, ...row }: JobRecord): StoredJob {
  return {
    ...row,
    input: JSON.parse(input) as unknown,
    result: result === null ? null : (JSON.parse(result) as JobResult),
    error: error === null ? null : (JSON.parse(error) as NonNullable<Job['error']>),
  };
}

/** Adds a job at the end of the queue and returns its id. */
export function addJob({ write }: WriteDatabase, kind: JobKind, input: unknown, createdAt: EpochMs): number {
  const { lastInsertRowid } = write
    .prepare(
      `INSERT INTO jobs (kind, input, status, position, created_at)
       VALUES (?, ?, 'queued', (SELECT coalesce(max(position), 0) + 1 FROM jobs), ?)`,
    )
    .run(kind, JSON.stringify(input), createdAt);
  return Number(lastInsertRowid);
}

export function findJob({ read }: ReadDatabase, id: number): StoredJob | undefined {
  const row = read.prepare<[number], JobRecord>(`SELECT ${fields} FROM jobs WHERE id = ?`).get(id);
  return row && toJob(row);
}

/** The jobs that run, and then those that wait, in their order. */
export function listOpenJobs({ read }: ReadDatabase): StoredJob[] {
  return read
    .prepare<[], JobRecord>(
      `SELECT ${fields} FROM jobs WHERE status IN ('running', 'queued')
       ORDER BY status = 'queued', position, id`,
    )
    .all()
    .map(toJob);
}

/** The last jobs that have ended, newest first. */
export function listEndedJobs({ read }: ReadDatabase, limit: number): StoredJob[] {
  return read
    .prepare<[number], JobRecord>(
      `SELECT ${fields} FROM jobs WHERE status IN ('cancelled', 'failed', 'done')
       ORDER BY ended_at DESC, id DESC LIMIT ?`,
    )
    .all(limit)
    .map(toJob);
}

/** Notes that a job begins. */
export function startJob({ write }: WriteDatabase, id: number, at: EpochMs): void {
  write
    .prepare(
      `UPDATE jobs SET status = 'running', attempts = attempts + 1, started_at = ?, ended_at = NULL, error = NULL
       WHERE id = ?`,
    )
    .run(at, id);
}

/** Notes which training a job is. */
export function setJobRun({ write }: WriteDatabase, id: number, runId: string): void {
  write.prepare('UPDATE jobs SET run_id = ? WHERE id = ?').run(runId, id);
}

/** Notes how a job has ended. */
export function endJob(
  { write }: WriteDatabase,
  id: number,
  outcome: {
    status: 'cancelled' | 'failed' | 'done';
    result?: JobResult;
    output?: JobOutput | undefined;
    error?: Job['error'];
  },
  at: EpochMs,
): void {
  write
    .prepare('UPDATE jobs SET status = ?, result = ?, output = ?, error = ?, ended_at = ? WHERE id = ?')
    .run(
      outcome.status,
      outcome.result ? JSON.stringify(outcome.result) : null,
      outcome.output ? JSON.stringify(outcome.output) : null,
      outcome.error ? JSON.stringify(outcome.error) : null,
      at,
      id,
    );
}

/** What a job has kept, or undefined. */
export function readJobOutput({ read }: ReadDatabase, id: number): JobOutput | undefined {
  const row = read.prepare<[number], { output: string | null }>('SELECT output FROM jobs WHERE id = ?').get(id);
  return row?.output ? (JSON.parse(row.output) as JobOutput) : undefined;
}

/** Puts a job back into the queue: at its old place, where the engine has died, or at the end. */
export function requeueJob({ write }: WriteDatabase, id: number, where: 'old place' | 'end'): void {
  write
    .prepare(
      where === 'end'
        ? `UPDATE jobs SET status = 'queued', attempts = 0, ended_at = NULL, error = NULL,
             position = (SELECT max(position) + 1 FROM jobs) WHERE id = ?`
        : "UPDATE jobs SET status = 'queued' WHERE id = ?",
    )
    .run(id);
}

export function setJobPosition({ write }: WriteDatabase, id: number, position: number): void {
  write.prepare('UPDATE jobs SET position = ? WHERE id = ?').run(position, id);
}

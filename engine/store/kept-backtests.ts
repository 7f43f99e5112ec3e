import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { BacktestResult, BacktestSummary } from '#contract/backtest.ts';
import type { BacktestRequest } from '#contract/api/backtests.ts';
import type { EpochMs } from '#contract/bars.ts';
import { hashBytes } from '../kernel/hash.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

export interface StoredBacktest {
  readonly id: number;
  readonly name: string | null;
  readonly request: BacktestRequest;
  readonly summary: BacktestSummary;
  readonly ranAt: EpochMs;
  readonly hasCurves: boolean;
}

interface BacktestRow {
  readonly id: number;
  readonly name: string | null;
  readonly request: string;
  readonly summary: string;
  readonly ranAt: EpochMs;
  readonly hasCurves: number;
}

/** Drafts, and backtests that were removed, whose whole result is kept: about 0.1 MB each for ten years of days. */
const BODIES_OF_DRAFTS = 100;

const fields = 'id, name, request, summary, ran_at AS ranAt, body IS NOT NULL AS hasCurves';

function toBacktest({ request, summary, hasCurves, ...row }: BacktestRow): StoredBacktest {
  return {
    ...row,
    request: JSON.parse(request) as BacktestRequest,
    summary: JSON.parse(summary) as BacktestSummary,
    hasCurves: hasCurves === 1,
  };
}

/**
 * Keeps a backtest and returns its id. One with the same key takes the new result and keeps its name; where it was removed
 * it is back. The bodies of the oldest drafts make room.
 */
export function keepBacktest(
  { write }: WriteDatabase,
  backtest: {
    readonly key: string;
    readonly request: BacktestRequest;
    readonly summary: BacktestSummary;
    readonly result: BacktestResult;
    readonly ranAt: EpochMs;
  },
): number {
  const body = deflateRawSync(JSON.stringify(backtest.result), { level: 6 });
  return write
    .transaction(() => {
      const id = write
        .prepare<unknown[], number>(
          `INSERT INTO kept_backtests (key, request, summary, body, body_hash, ran_at) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (key) DO UPDATE SET
             request = excluded.request, summary = excluded.summary, body = excluded.body,
             body_hash = excluded.body_hash, ran_at = excluded.ran_at, removed_at = NULL
           RETURNING id`,
        )
        .pluck()
        .get(
          ...[backtest.key, JSON.stringify(backtest.request), JSON.stringify(backtest.summary)],
          ...[body, hashBytes(body), backtest.ranAt],
        );
      write
        .prepare(
          `UPDATE kept_backtests SET body = NULL, body_hash = NULL WHERE id IN (
             SELECT id FROM kept_backtests WHERE body IS NOT NULL AND (name IS NULL OR removed_at IS NOT NULL)
             ORDER BY ran_at DESC, id DESC LIMIT -1 OFFSET ?)`,
        )
        .run(BODIES_OF_DRAFTS);
      return id!;
    })
    .immediate();
}

/** Those with a name, and so many of the newest drafts; the last one that was run first. Removed ones are left out. */
export function listKeptBacktests({ read }: ReadDatabase, drafts: number): StoredBacktest[] {
  return read
    .prepare<[number], BacktestRow>(
      `SELECT ${fields} FROM kept_backtests
       WHERE removed_at IS NULL AND (name IS NOT NULL OR id IN (
         SELECT id FROM kept_backtests WHERE removed_at IS NULL AND name IS NULL ORDER BY ran_at DESC, id DESC LIMIT ?))
       ORDER BY ran_at DESC, id DESC`,
    )
    .all(drafts)
    .map(toBacktest);
}

/** Also one that was removed. */
export function findKeptBacktest({ read }: ReadDatabase, id: number): StoredBacktest | undefined {
  const row = read.prepare<[number], BacktestRow>(`SELECT ${fields} FROM kept_backtests WHERE id = ?`).get(id);
  return row && toBacktest(row);
}

/** The whole result, or undefined where it has made room or its bytes do not have their hash. */
export function readKeptResult({ read }: ReadDatabase, id: number): BacktestResult | undefined {
  const row = read
    .prepare<[number], { body: Uint8Array | null; hash: string | null }>(
      'SELECT body, body_hash AS hash FROM kept_backtests WHERE id = ?',
    )
    .get(id);
  if (!row?.body || hashBytes(row.body) !== row.hash) return undefined;
  return JSON.parse(inflateRawSync(row.body).toString('utf8')) as BacktestResult;
}

export function nameKeptBacktest({ write }: WriteDatabase, id: number, name: string): void {
  write.prepare('UPDATE kept_backtests SET name = ? WHERE id = ?').run(name, id);
}

/** Removes a backtest, or, with null, brings it back. */
export function setKeptBacktestRemoved({ write }: WriteDatabase, id: number, removedAt: EpochMs | null): void {
  write.prepare('UPDATE kept_backtests SET removed_at = ? WHERE id = ?').run(removedAt, id);
}

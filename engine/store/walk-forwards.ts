import type { WalkForwardSummary } from '#contract/walk-forward.ts';
import { hashBytes } from '../kernel/hash.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

/** Stores what a fold's run came to, in place of bytes that are damaged. */
export function saveFoldResult({ write }: WriteDatabase, runId: string, result: Uint8Array, at: number): void {
  write
    .prepare(
      `INSERT INTO fold_results (run_id, result, result_hash, created_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (run_id) DO UPDATE SET
         result = excluded.result, result_hash = excluded.result_hash, created_at = excluded.created_at`,
    )
    .run(runId, result, hashBytes(result), at);
}

/** What a fold's run came to, or undefined where there is nothing or its bytes do not have their hash. */
export function readFoldResult({ read }: ReadDatabase, runId: string): Uint8Array | undefined {
  const row = read
    .prepare<[string], { result: Uint8Array; resultHash: string }>(
      'SELECT result, result_hash AS resultHash FROM fold_results WHERE run_id = ?',
    )
    .get(runId);
  return row && hashBytes(row.result) === row.resultHash ? row.result : undefined;
}

/** Stores the result of a walk-forward, a JSON document; another process may have stored the same before. */
export function addWalkForward({ write }: WriteDatabase, id: string, result: string, at: number): void {
  write.prepare('INSERT OR IGNORE INTO walk_forwards (id, result, created_at) VALUES (?, ?, ?)').run(id, result, at);
}

/** The JSON document of a walk-forward's result, or undefined. */
export function readWalkForward({ read }: ReadDatabase, id: string): string | undefined {
  return read.prepare<[string], { result: string }>('SELECT result FROM walk_forwards WHERE id = ?').get(id)?.result;
}

/** The ids of all walk-forwards, newest first. */
export function listWalkForwards({ read }: ReadDatabase): string[] {
  return read.prepare<[], string>('SELECT id FROM walk_forwards ORDER BY created_at DESC, id').pluck().all();
}

/** What a list needs to know of each walk-forward, newest first; whole results are large and stay where they are. */
export function summariseWalkForwards({ read }: ReadDatabase): WalkForwardSummary[] {
  const rows = read
    .prepare<
      [],
      Omit<WalkForwardSummary, 'symbols' | 'plan' | 'skill'> & Readonly<Record<'symbols' | 'plan' | 'skill', string>>
    >(
      `SELECT id, created_at AS createdAt,
              result ->> '$.experiment.spec.name' AS name,
              result -> '$.experiment.instruments' AS symbols,
              result ->> '$.experiment.spec.timeframe' AS timeframe,
              result -> '$.plan' AS plan,
              result ->> '$.horizons[0].horizonBars' AS horizonBars,
              result ->> '$.horizons[0].evaluation.edge' AS edge,
              result -> '$.horizons[0].evaluation.skill' AS skill,
              result ->> '$.horizons[0].foldsWithSkill' AS foldsWithSkill
       FROM walk_forwards ORDER BY created_at DESC, id`,
    )
    .all();
  return rows.map((row) => ({
    ...row,
    symbols: JSON.parse(row.symbols) as WalkForwardSummary['symbols'],
    plan: JSON.parse(row.plan) as WalkForwardSummary['plan'],
    skill: JSON.parse(row.skill) as WalkForwardSummary['skill'],
  }));
}

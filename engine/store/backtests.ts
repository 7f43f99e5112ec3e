import type { ReadDatabase, WriteDatabase } from './open-store.ts';
import { countRuns } from './runs.ts';

export interface BacktestRecord {
  /** Made of all that went in. */
  readonly key: string;
  /** How many combinations of parameters were tried. */
  readonly trials: number;
  /** What was tried. */
  readonly document: unknown;
  readonly createdAt: number;
}

/** Records a backtest; one that was made before is no other trial. */
export function recordBacktest({ write }: WriteDatabase, { key, trials, document, createdAt }: BacktestRecord): void {
  write
    .prepare('INSERT OR IGNORE INTO backtests (key, trials, document, created_at) VALUES (?, ?, ?, ?)')
    .run(key, trials, JSON.stringify(document), createdAt);
}

/** How many trainings and backtests this workspace has ever started: the number of trials behind any result. */
export function countTrials(database: ReadDatabase): number {
  const row = database.read
    .prepare<[], { trials: number }>('SELECT coalesce(sum(trials), 0) AS trials FROM backtests')
    .get();
  return countRuns(database) + (row?.trials ?? 0);
}

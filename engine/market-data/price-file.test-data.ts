import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportOutcome, ImportReport } from '#contract/api/market-data.ts';
import type { Clock } from '../kernel/clock.ts';
import type { WriteDatabase } from '../store/open-store.ts';
import { importFiles } from './import-files.ts';

/** A clock that stands still. */
export const clock: Clock = { now: () => Date.UTC(2026, 0, 1), newId: () => 'id' };

/** Midnight UTC of the d-th of January 2020; d may go beyond the month. */
export const january = (d: number): number => Date.UTC(2020, 0, d);

export interface Day {
  /** Counts from 1 January 2020, which is 1. */
  readonly day: number;
  readonly close: number;
  /** '' where the day has none; the file has no such column where no day names it. */
  readonly sentiment?: number | '';
}

/** The text of a price file as Yahoo writes it. */
export function yahooText(days: readonly Day[]): string {
  const withSentiment = days.some((day) => day.sentiment !== undefined);
  const rows = days.map(({ day, close, sentiment }) => {
    const date = new Date(january(day)).toISOString().slice(0, 10);
    const row = `${date},${close},${close + 1},${close - 1},${close},${close},1000`;
    return withSentiment ? `${row},${sentiment ?? ''}` : row;
  });
  const header = `Date,Open,High,Low,Close,Adj Close,Volume${withSentiment ? ',Sentiment' : ''}`;
  return `${[header, ...rows].join('\n')}\n`;
}

/** Writes a price file and returns its path. */
export function writePrices(folder: string, name: string, days: readonly Day[]): string {
  const path = join(folder, name);
  writeFileSync(path, yahooText(days));
  return path;
}

/** Runs an import to its end. */
export async function importAll(
  database: WriteDatabase,
  paths: readonly string[],
  options: {
    readonly simulated?: boolean;
    readonly replace?: boolean;
    readonly repair?: boolean;
    readonly signal?: AbortSignal;
    readonly onStep?: () => void;
  } = {},
): Promise<ImportReport> {
  const { simulated = false, replace = true, repair = false } = options;
  const events = importFiles(database, clock, { paths, simulated, replace, repair }, options.signal);
  for (;;) {
    const step = await events.next();
    if (step.done) return step.value;
    options.onStep?.();
  }
}

/** Imports one file and returns what became of it. */
export async function importOne(database: WriteDatabase, path: string, simulated = false): Promise<ImportOutcome> {
  const { outcomes } = await importAll(database, [path], { simulated });
  return outcomes[0]!;
}

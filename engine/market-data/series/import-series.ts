import { resolve } from 'node:path';
import type { RevisionBehaviour, SeriesImportReport, SeriesSummary } from '#contract/api/market-data.ts';
import { AppError } from '#contract/errors.ts';
import type { Clock } from '../../kernel/clock.ts';
import { findInstrument, listInstruments } from '../../store/instruments.ts';
import { transact, type ReadDatabase, type WriteDatabase } from '../../store/open-store.ts';
import { listSeries, readSeriesValues } from '../../store/series.ts';
import { openEntries } from '../containers/open-entries.ts';
import { listImportFiles } from '../list-import-files.ts';
import { readSeriesFile, type SeriesReadOptions } from './read-series.ts';
import { storeSeries } from './store-series.ts';

export interface SeriesRequest extends SeriesReadOptions {
  readonly paths: readonly string[];
  readonly symbol?: string | undefined;
  readonly lagMs: number;
  readonly revisions: RevisionBehaviour;
  readonly note: string;
  readonly replace: boolean;
}

type Outcome = SeriesImportReport['outcomes'][number];

/**
 * Imports dated values from text tables. The series of one file are stored in one transaction; a file that is
 * refused leaves the workspace as it was. Errors: data/unknown-instrument where `symbol` is none.
 */
export async function importSeries(
  database: WriteDatabase,
  clock: Clock,
  request: SeriesRequest,
): Promise<SeriesImportReport> {
  const instrument = request.symbol === undefined ? null : findInstrument(database, request.symbol);
  if (instrument === undefined) {
    throw new AppError(
      'data/unknown-instrument',
      `The workspace has no instrument ${request.symbol} that the series could belong to.`,
      'Import its prices first, or leave --symbol out for a series of the market as a whole.',
    );
  }
  const outcomes: Outcome[] = [];
  for (const { path, isSurelyPrices } of await listImportFiles(request.paths.map((given) => resolve(given)))) {
    try {
      for await (const entry of openEntries(path)) {
        const file = await readSeriesFile(entry, request, clock.now());
        const stored = transact(database, (transaction) =>
          file.series.map(({ name, time, value }) => {
            const facts = {
              instrumentId: instrument?.id ?? null,
              name,
              sourceName: path,
              lagMs: request.lagMs,
              revisions: request.revisions,
              note: request.note,
              createdAt: clock.now(),
            };
            const { status, changes } = storeSeries(transaction, facts, { time, value }, request.replace);
            return { status, changes, name };
          }),
        );
        const all = summariseSeries(database);
        for (const { status, changes, name } of stored) {
          const summary = all.find((series) => series.name === name && series.symbol === (instrument?.symbol ?? null))!;
          const { refusedRows, refusedCount } = file;
          outcomes.push({ status, path, summary, refusedRows, refusedCount, changes });
        }
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // A text that was come upon in a folder may as well be a note about the data.
      if (!isSurelyPrices && error.code === 'import/no-table') continue;
      outcomes.push({ status: 'refused', path, code: error.code, message: error.message, hint: error.hint });
    }
  }
  return { outcomes };
}

/** What is known about each series, those of the market first. */
export function summariseSeries(database: ReadDatabase): SeriesSummary[] {
  const symbols = new Map(listInstruments(database).map(({ id, symbol }) => [id, symbol]));
  return listSeries(database).map((series) => {
    const { time, value } = readSeriesValues(database, series);
    return {
      name: series.name,
      symbol: series.instrumentId === null ? null : (symbols.get(series.instrumentId) ?? null),
      points: series.points,
      from: time[0]!,
      to: time.at(-1)!,
      lastValue: value.at(-1)!,
      frequency: series.frequency,
      lagMs: series.lagMs,
      revisions: series.revisions,
      source: series.sourceName,
      note: series.note,
    };
  });
}

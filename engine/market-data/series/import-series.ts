import { resolve } from 'node:path';
import type { RevisionBehaviour, SeriesImportReport, SeriesSummary } from '#contract/api/market-data.ts';
import { AppError } from '#contract/errors.ts';
import type { Clock } from '../../kernel/clock.ts';
import { findInstrument, listInstruments, type StoredInstrument } from '../../store/instruments.ts';
import { transact, type ReadDatabase, type WriteDatabase } from '../../store/open-store.ts';
import { findCurrentSeries, listSeries, readSeriesValues, type Series } from '../../store/series.ts';
import type { Entry } from '../containers/entry.ts';
import { openEntries } from '../containers/open-entries.ts';
import { listImportFiles } from '../list-import-files.ts';
import { readSeriesFile, type SeriesReadOptions } from './read-series.ts';
import { storeSeries } from './store-series.ts';

export interface SeriesRequest extends SeriesReadOptions {
  readonly paths: readonly string[];
  readonly symbol?: string | undefined;
  readonly lagMs?: number | undefined;
  readonly revisions: RevisionBehaviour;
  readonly note?: string | undefined;
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
  for (const { path, isSurelyPrices, skipReason } of await listImportFiles(
    request.paths.map((given) => resolve(given)),
  )) {
    if (skipReason !== null) continue;
    const refuse = (error: unknown): void => {
      if (!(error instanceof AppError)) throw error;
      // A text that was come upon in a folder may as well be a note about the data.
      if (!isSurelyPrices && error.code === 'import/no-table') return;
      outcomes.push({ status: 'refused', path, code: error.code, message: error.message, hint: error.hint });
    };
    try {
      for await (const entry of openEntries(path)) {
        try {
          outcomes.push(...(await importEntry(database, clock, entry, instrument, request)));
        } catch (error) {
          refuse(error);
        }
      }
    } catch (error) {
      refuse(error);
    }
  }
  return { outcomes };
}

async function importEntry(
  database: WriteDatabase,
  clock: Clock,
  entry: Entry,
  instrument: StoredInstrument | null,
  request: SeriesRequest,
): Promise<Outcome[]> {
  const { path } = entry;
  const { series, refusedRows, refusedCount } = await readSeriesFile(entry, request, clock.now());
  return transact(database, (transaction) =>
    series.map(({ name, time, value }) => {
      const instrumentId = instrument?.id ?? null;
      // What an update leaves unsaid stays as it was said before: without its lag a series would leak.
      const current = findCurrentSeries(transaction, instrument?.id ?? null, name);
      const lagMs = request.lagMs ?? current?.lagMs ?? 0;
      const note = request.note ?? current?.note ?? '';
      const { revisions } = request;
      const facts = { instrumentId, name, sourceName: path, lagMs, revisions, note, createdAt: clock.now() };
      const { status, changes } = storeSeries(transaction, facts, { time, value }, request.replace);
      const stored = findCurrentSeries(transaction, instrumentId, name)!;
      const summary = summarise(transaction, stored, instrument?.symbol ?? null);
      return { status, path, summary, refusedRows, refusedCount, changes };
    }),
  );
}

/** What is known about each series, those of the market first. */
export function summariseSeries(database: ReadDatabase): SeriesSummary[] {
  const symbols = new Map(listInstruments(database).map(({ id, symbol }) => [id, symbol]));
  return listSeries(database).map((series) =>
    summarise(database, series, series.instrumentId === null ? null : (symbols.get(series.instrumentId) ?? null)),
  );
}

function summarise(database: ReadDatabase, series: Series, symbol: string | null): SeriesSummary {
  const { time, value } = readSeriesValues(database, series);
  return {
    name: series.name,
    symbol,
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
}

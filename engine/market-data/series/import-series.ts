import { dirname, join, resolve } from 'node:path';
import type { RevisionBehaviour, SeriesImportReport, SeriesSummary } from '#contract/api/market-data.ts';
import { AppError } from '#contract/errors.ts';
import type { Clock } from '../../kernel/clock.ts';
import { findInstrument, listInstruments, type StoredInstrument } from '../../store/instruments.ts';
import { transact, type ReadDatabase, type WriteDatabase } from '../../store/open-store.ts';
import { findCurrentSeries, listSeries, readSeriesValues, type Series } from '../../store/series.ts';
import { openEntries } from '../containers/open-entries.ts';
import { listImportFiles } from '../list-import-files.ts';
import { readSeriesFile, type ReadSeriesFile, type SeriesReadOptions } from './read-series.ts';
import { maxAgesMs, type Dated } from './frequency.ts';
import { storeSeries } from './store-series.ts';

export interface SeriesRequest extends SeriesReadOptions {
  readonly paths: readonly string[];
  readonly symbol?: string | undefined;
  readonly lagMs?: number | undefined;
  readonly dated?: Dated | undefined;
  readonly revisions: RevisionBehaviour;
  readonly note?: string | undefined;
  readonly replace: boolean;
}

type Outcome = SeriesImportReport['outcomes'][number];

/** A file that was read, or what became of one that cannot be; `source` tells it from all others of the import. */
type FileRead = { readonly path: string; readonly source: string; readonly file: ReadSeriesFile } | Outcome;

/**
 * Imports dated values from text tables. All are read before any is stored, so that two of one name can be refused
 * rather than mixed (series/same-name in the outcomes). The series of one file are stored in one transaction; a file
 * that is refused leaves the workspace as it was. Errors: data/unknown-instrument where `symbol` is none.
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
  const reads = await readAll(request, clock);
  const sources = new Map<string, string[]>();
  for (const read of reads) {
    if (!('file' in read)) continue;
    for (const { name } of read.file.series) sources.set(name, [...(sources.get(name) ?? []), read.source]);
  }
  const outcomes: Outcome[] = [];
  for (const read of reads) {
    if (!('file' in read)) {
      outcomes.push(read);
      continue;
    }
    try {
      refuseSharedNames(read.file, sources);
      outcomes.push(...storeFile(database, clock, read, instrument, request));
    } catch (error) {
      outcomes.push(describeRefusal(read.path, error));
    }
  }
  return { outcomes };
}

async function readAll(request: SeriesRequest, clock: Clock): Promise<FileRead[]> {
  const reads: FileRead[] = [];
  const files = await listImportFiles(request.paths.map((given) => resolve(given)));
  for (const { path, isSurelyPrices, skipReason } of files) {
    if (skipReason !== null) continue;
    const refuse = (error: unknown): void => {
      const refusal = describeRefusal(path, error);
      // A text that was come upon in a folder may as well be a note about the data.
      if (isSurelyPrices || refusal.code !== 'import/no-table') reads.push(refusal);
    };
    try {
      for await (const entry of openEntries(path)) {
        try {
          const source = join(dirname(entry.path), entry.label);
          reads.push({ path: entry.path, source, file: await readSeriesFile(entry, request, clock.now()) });
        } catch (error) {
          refuse(error);
        }
      }
    } catch (error) {
      refuse(error);
    }
  }
  return reads;
}

function describeRefusal(path: string, error: unknown): Extract<Outcome, { status: 'refused' }> {
  if (!(error instanceof AppError)) throw error;
  return { status: 'refused', path, code: error.code, message: error.message, hint: error.hint };
}

function refuseSharedNames({ series }: ReadSeriesFile, sources: ReadonlyMap<string, readonly string[]>): void {
  for (const { name } of series) {
    const files = sources.get(name) ?? [];
    if (files.length < 2) continue;
    const shown = files.slice(0, 3).join(', ');
    throw new AppError(
      'series/same-name',
      `${files.length} files would all be the series ${name}: ${shown}${files.length > 3 ? ', …' : ''}.`,
      'Import each under a --name of its own; where they are parts of one series, import one after another under one --name.',
    );
  }
}

function storeFile(
  database: WriteDatabase,
  clock: Clock,
  { path, file }: { readonly path: string; readonly file: ReadSeriesFile },
  instrument: StoredInstrument | null,
  request: SeriesRequest,
): Outcome[] {
  const { series, refusedRows, refusedCount } = file;
  return transact(database, (transaction) =>
    series.map(({ name, time, value }) => {
      const instrumentId = instrument?.id ?? null;
      // What an update leaves unsaid stays as it was said before: without its lag a series would leak.
      const current = findCurrentSeries(transaction, instrumentId, name);
      const facts = {
        instrumentId,
        name,
        sourceName: path,
        lagMs: request.lagMs ?? current?.lagMs ?? 0,
        dated: request.dated,
        isOfBars: file.isOfBars,
        revisions: request.revisions,
        note: request.note ?? current?.note ?? '',
        createdAt: clock.now(),
      };
      const { status, changes } = storeSeries(transaction, facts, { time, value }, request.replace);
      const stored = findCurrentSeries(transaction, instrumentId, name)!;
      const summary = summarise(transaction, stored, instrument?.symbol ?? null);
      return { status, path, summary, refusedRows, refusedCount, changes };
    }),
  );
}

/** What is known about each series, those of the market first; without those of instruments that were removed. */
export function summariseSeries(database: ReadDatabase): SeriesSummary[] {
  const symbols = new Map<number | null, string | null>(
    listInstruments(database).map(({ id, symbol }) => [id, symbol]),
  );
  symbols.set(null, null);
  return listSeries(database).flatMap((series) => {
    const symbol = symbols.get(series.instrumentId);
    return symbol === undefined ? [] : [summarise(database, series, symbol)];
  });
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
    maxAgeMs: maxAgesMs[series.frequency],
    source: series.sourceName,
    importedAt: series.createdAt,
    note: series.note,
  };
}

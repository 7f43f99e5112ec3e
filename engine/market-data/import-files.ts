import { resolve } from 'node:path';
import type { ImportOutcome, ImportReport } from '#contract/api/market-data.ts';
import { AppError, CancelledError } from '#contract/errors.ts';
import type { Progress } from '#contract/progress.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeProgress } from '../kernel/progress.ts';
import { addSnapshot, findCurrentSnapshot, hashRawBars, readSnapshotBars, type RawBars } from '../store/bars.ts';
import { addInstrument, findInstrument } from '../store/instruments.ts';
import { transact, type WriteDatabase } from '../store/open-store.ts';
import { addSeries } from '../store/series.ts';
import { readPriceFile } from './csv/read-price-file.ts';
import { listPriceFiles } from './list-price-files.ts';
import type { ParsedPriceFile, SentimentSeries } from './parsed-price-file.ts';

/** How an import treats what is there. */
export interface ImportOptions {
  readonly simulated: boolean;
  readonly replace: boolean;
}

/**
 * Imports files one after another. A file is either stored whole, in one transaction, or not at all; one
 * that is refused is reported and the next one goes on.
 */
export async function* importFiles(
  database: WriteDatabase,
  clock: Clock,
  request: { readonly paths: readonly string[] } & ImportOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<Progress, ImportReport> {
  const files = await listPriceFiles(request.paths.map((path) => resolve(path)));
  const startedAt = clock.now();
  const outcomes: ImportOutcome[] = [];
  for (const path of files) {
    if (signal?.aborted) {
      throw new CancelledError(
        'The import',
        `${outcomes.length} of ${files.length} files are in; run it again for the rest.`,
      );
    }
    outcomes.push(await importFile(database, clock, path, request));
    yield makeProgress('importing', outcomes.length, files.length, (clock.now() - startedAt) / 1000, path);
  }
  return { outcomes };
}

async function importFile(
  database: WriteDatabase,
  clock: Clock,
  path: string,
  options: ImportOptions,
): Promise<ImportOutcome> {
  try {
    const file = await readPriceFile(path, clock.now());
    return transact(database, (transaction) => storeFile(transaction, clock, path, file, options));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { status: 'refused', path, code: error.code, message: error.message, hint: error.hint };
  }
}

function storeFile(
  database: WriteDatabase,
  clock: Clock,
  path: string,
  file: ParsedPriceFile,
  { simulated, replace }: ImportOptions,
): ImportOutcome {
  const { symbol, currency } = file;
  const known = findInstrument(database, symbol);
  if (known && known.simulated !== simulated) {
    throw new AppError(
      'import/simulated-clash',
      `${symbol} is ${known.simulated ? 'a simulated' : 'a real'} instrument in this workspace; the file would make it ${simulated ? 'simulated' : 'real'}.`,
      'Keep simulated and real data apart: rename the file, or import it into another --workspace.',
    );
  }
  const instrumentId = known?.id ?? addInstrument(database, { symbol, currency, simulated }, clock.now());
  const current = findCurrentSnapshot(database, instrumentId, '1d');
  const outcome = {
    path,
    symbol,
    format: file.formatId,
    bars: file.time.length,
    from: file.time[0]!,
    to: file.time[file.time.length - 1]!,
    refusedRows: file.refusedRows,
  };
  const unchanged = current?.contentHash === hashRawBars(file);
  const changes = current && !unchanged ? compareBars(readSnapshotBars(database, current), file) : null;
  if (changes && changes.removed > 0 && !replace) {
    throw new AppError(
      'import/would-lose-bars',
      `${symbol} has ${current!.bars} bars; the file has ${file.time.length} and lacks ${changes.removed} of them.`,
      'Export the whole history from your provider and import that, or use --replace if the shorter one is right; the old one is kept as an earlier snapshot.',
    );
  }
  // A sentiment column without a single value says nothing, as if it were absent.
  const series = file.sentiment?.time.length ? publishFromNextBar(file.sentiment) : undefined;
  const seriesIsNew =
    series !== undefined &&
    addSeries(database, { ...series, instrumentId, name: 'sentiment', sourceName: path, createdAt: clock.now() });
  if (unchanged) return { ...outcome, status: seriesIsNew ? 'replaced' : 'unchanged', changes };
  addSnapshot(database, {
    instrumentId,
    timeframe: '1d',
    format: file.formatId,
    sourceName: path,
    adjustment: file.adjustment,
    refusedRows: file.refusedRows,
    bars: file,
    createdAt: clock.now(),
  });
  return { ...outcome, status: current ? 'replaced' : 'added', changes };
}

/**
 * A file dates a sentiment value by its day and does not say whether it was known before the close, so it
 * counts as known only after that bar.
 */
function publishFromNextBar({ time, value }: SentimentSeries): {
  time: Float64Array;
  availableAt: Float64Array;
  value: Float64Array;
} {
  return { time, value, availableAt: time.map((day) => day + 1) };
}

/** How many bars are new, differ in a price or the volume, or are gone. */
function compareBars(before: RawBars, after: RawBars): { added: number; changed: number; removed: number } {
  const columns = ['open', 'high', 'low', 'close', 'volume'] as const;
  const old = new Map(Array.from(before.time, (time, t) => [time, t]));
  let added = 0;
  let changed = 0;
  after.time.forEach((time, t) => {
    const was = old.get(time);
    if (was === undefined) added++;
    else if (columns.some((name) => before[name][was] !== after[name][t])) changed++;
  });
  return { added, changed, removed: before.time.length - (after.time.length - added) };
}

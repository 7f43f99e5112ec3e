import { basename, resolve } from 'node:path';
import type {
  ImportOutcome,
  ImportPreview,
  ImportReport,
  PreviewOutcome,
  PreviewRow,
} from '#contract/api/market-data.ts';
import { AppError, CancelledError } from '#contract/errors.ts';
import type { Progress } from '#contract/progress.ts';
import type { Clock } from '../kernel/clock.ts';
import { createEventQueue } from '../kernel/event-queue.ts';
import { makeProgress } from '../kernel/progress.ts';
import { describeStoreError, type ReadDatabase, type WriteDatabase } from '../store/open-store.ts';
import type { Entry } from './containers/entry.ts';
import { openEntries } from './containers/open-entries.ts';
import type { ReadOptions } from './import-options.ts';
import { listImportFiles, type ImportFile } from './list-import-files.ts';
import type { ParsedPrices } from './parsed-prices.ts';
import { mayBeNote } from './price-file-names.ts';
import { conventionsOfHistory } from './read-as-before.ts';
import { readPrices } from './read-prices.ts';
import { previewPrices, storePrices, type StoreOptions } from './store-prices.ts';

/** How an import reads the files, and how it treats what is there. */
export interface ImportOptions extends ReadOptions, StoreOptions {}

type NotImported = Extract<ImportOutcome, { status: 'skipped' | 'refused' }>;

/** Progress is worth showing ten times a second, not more. */
const PROGRESS_MS = 100;

/** What a file in a folder or an archive may end in without being a price file that went wrong. */
const notPrices = new Set([
  'import/unknown-format',
  'import/no-table',
  'import/binary-file',
  'import/damaged-json',
  'import/unknown-dates',
]);

/**
 * Imports files one after another. A file is either stored whole, in one transaction, or not at all; one that is
 * refused is reported and the next one goes on. An archive counts as the files that it holds.
 */
export async function* importFiles(
  database: WriteDatabase,
  clock: Clock,
  request: { readonly paths: readonly string[] } & ImportOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<Progress, ImportReport> {
  const files = await listImportFiles(request.paths.map((path) => resolve(path)));
  const read = files.filter(({ skipReason }) => skipReason === null).length;
  if (request.symbol !== undefined && read > 1) throw severalFilesForOneSymbol(request.symbol, read);
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const startedAt = clock.now();
  const outcomes: ImportOutcome[] = [];
  let doneBytes = 0;

  function progressAt(bytes: number, path: string): Progress {
    const seconds = (clock.now() - startedAt) / 1000;
    return makeProgress('importing', Math.min(bytes, totalBytes), totalBytes, seconds, path);
  }

  for (const [done, file] of files.entries()) {
    let isLeft = false;
    let shownAt = clock.now();
    const within = createEventQueue<Progress>();
    const stopIfCancelled = (): void => {
      if (!isLeft && !signal?.aborted) return;
      throw new CancelledError('The import', `${done} of ${files.length} files are in; run it again for the rest.`);
    };
    stopIfCancelled();
    const store = (prices: ParsedPrices, label: string): ImportOutcome => ({
      path: file.path,
      label,
      ...storePrices(database, clock, file.path, prices, request),
    });
    const task = readFile(database, clock, file, request, store, (bytes) => {
      stopIfCancelled();
      if (clock.now() - shownAt < PROGRESS_MS) return;
      shownAt = clock.now();
      within.push(progressAt(doneBytes + bytes, file.path));
    }).finally(() => {
      within.end();
    });
    // From here on the task has someone who hears of its failure, however long the listener takes for an event.
    const settled = Promise.allSettled([task]);
    try {
      yield* within;
    } finally {
      // Whoever stops listening stops the work; it has ended when the generator has.
      isLeft = true;
      await settled;
    }
    outcomes.push(...(await task.catch((error: unknown) => rethrowWithProgress(error, done, files.length))));
    doneBytes += file.bytes;
    yield progressAt(doneBytes, file.path);
  }
  return { outcomes };
}

/** What an import of the first `limit` files would do, without writing. A cancelled one throws. */
export async function previewFiles(
  database: ReadDatabase,
  clock: Clock,
  request: { readonly paths: readonly string[]; readonly files: number; readonly rows: number } & ImportOptions,
  signal: AbortSignal | undefined,
): Promise<ImportPreview> {
  const files = await listImportFiles(request.paths.map((path) => resolve(path)));
  const readable = files.filter(({ skipReason }) => skipReason === null);
  if (request.symbol !== undefined && readable.length > 1) {
    throw severalFilesForOneSymbol(request.symbol, readable.length);
  }
  const looked = files.slice(0, request.files);
  const stopIfCancelled = (): void => {
    if (signal?.aborted) throw new CancelledError('The preview', 'Nothing was written.');
  };
  const outcomes: PreviewOutcome[] = [];
  for (const file of looked) {
    const preview = (prices: ParsedPrices, label: string): PreviewOutcome =>
      describePreview(prices, file.path, label, previewPrices(database, clock, prices, request), request.rows);
    outcomes.push(...(await readFile(database, clock, file, request, preview, stopIfCancelled)));
    stopIfCancelled();
  }
  return { outcomes, more: readable.filter((file) => !looked.includes(file)).length };
}

function describePreview(
  prices: ParsedPrices,
  path: string,
  label: string,
  { bars, isNew, isSame, ...history }: ReturnType<typeof previewPrices>,
  rows: number,
): PreviewOutcome {
  const { symbol, timeframe, currency, timeZone, stamps, assumed, refusedRows, refusedCount } = prices;
  const rowAt = (t: number): PreviewRow => ({
    row: prices.rows[t]!,
    time: prices.bars.time[t]!,
    open: prices.bars.open[t]!,
    high: prices.bars.high[t]!,
    low: prices.bars.low[t]!,
    close: prices.bars.close[t]!,
    volume: prices.bars.volume[t]!,
  });
  const count = prices.bars.time.length;
  const rowsFrom = (first: number): PreviewRow[] =>
    Array.from({ length: Math.min(rows, count) }, (_, i) => rowAt(first + i));
  return {
    ...history,
    ...{ path, label, symbol, timeframe, currency, timeZone, stamps, assumed, refusedRows, refusedCount },
    status: isNew ? 'would-add' : isSame ? 'unchanged' : 'would-update',
    format: prices.formatId,
    bars: bars.time.length,
    from: bars.time[0]!,
    to: bars.time.at(-1)!,
    series: prices.series.map(({ name }) => name),
    firstRows: rowsFrom(0),
    lastRows: rowsFrom(Math.max(0, count - rows)),
  };
}

/** A store that fails ends the import: what is in is said, so that nothing has to be guessed. */
function rethrowWithProgress(error: unknown, done: number, files: number): never {
  const described = describeStoreError(error);
  if (!(described instanceof AppError) || described instanceof CancelledError) throw described;
  const { code, message, hint } = described;
  throw new AppError(code, `${message} ${done} of ${files} files are in, whole; the others are not.`, hint, {
    cause: error,
  });
}

/** The prices of an entry, read by the conventions of the history that they would be added to. */
async function readAsHistory(
  database: ReadDatabase,
  clock: Clock,
  entry: Entry,
  options: ImportOptions,
  onStoredBytes?: (bytes: number) => void,
): Promise<ParsedPrices> {
  const prices = await readPrices(entry, options, clock.now(), onStoredBytes);
  const conventions = options.replace ? null : conventionsOfHistory(database, prices);
  return conventions === null ? prices : readPrices(entry, { ...options, ...conventions }, clock.now());
}

/** Reads a file, or each one of an archive, and gives what `use` makes of it or why it cannot be used. */
async function readFile<Used>(
  database: ReadDatabase,
  clock: Clock,
  file: ImportFile,
  options: ImportOptions,
  use: (prices: ParsedPrices, label: string) => Used,
  onStoredBytes?: (bytes: number) => void,
): Promise<(Used | NotImported)[]> {
  const { path } = file;
  if (file.skipReason !== null) return [{ status: 'skipped', path, label: path, reason: file.skipReason }];
  const outcomes: (Used | NotImported)[] = [];
  const refuse = (label: string, error: unknown, isSurelyPrices: boolean): void => {
    if (!(error instanceof AppError) || error instanceof CancelledError) throw error;
    const { code, message, hint } = error;
    if (!isSurelyPrices && notPrices.has(code)) outcomes.push({ status: 'skipped', path, label, reason: message });
    else outcomes.push({ status: 'refused', path, label, code, message, hint });
  };
  try {
    if (options.symbol !== undefined) await refuseSeveralEntries(path, options.symbol);
    for await (const entry of openEntries(path)) {
      try {
        const prices = await readAsHistory(database, clock, entry, options, onStoredBytes);
        outcomes.push(use(prices, entry.label));
      } catch (error) {
        // The archive was given for its prices, but it may hold a note beside them.
        const isOfArchive = entry.label !== basename(path);
        refuse(entry.label, error, isOfArchive ? !mayBeNote(entry.name) : file.isSurelyPrices);
      }
    }
  } catch (error) {
    refuse(path, error, file.isSurelyPrices);
  }
  return outcomes;
}

async function refuseSeveralEntries(path: string, symbol: string): Promise<void> {
  let entries = 0;
  for await (const entry of openEntries(path)) if (entry.path === path) entries++;
  if (entries > 1) throw severalFilesForOneSymbol(symbol, entries);
}

function severalFilesForOneSymbol(symbol: string, files: number): AppError {
  return new AppError(
    'import/several-files',
    `${files} files were given and one symbol, ${symbol}, for all of them.`,
    'Import the file of that instrument alone, or name the files after their instruments.',
  );
}

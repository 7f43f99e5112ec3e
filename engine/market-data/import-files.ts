import { basename, resolve } from 'node:path';
import type { ImportOutcome, ImportReport } from '#contract/api/market-data.ts';
import { AppError, CancelledError } from '#contract/errors.ts';
import type { Progress } from '#contract/progress.ts';
import type { Clock } from '../kernel/clock.ts';
import { createEventQueue } from '../kernel/event-queue.ts';
import { makeProgress } from '../kernel/progress.ts';
import { describeStoreError, type WriteDatabase } from '../store/open-store.ts';
import { openEntries } from './containers/open-entries.ts';
import type { ReadOptions } from './import-options.ts';
import { listImportFiles, type ImportFile } from './list-import-files.ts';
import { mayBeNote } from './price-file-names.ts';
import { conventionsOfHistory } from './read-as-before.ts';
import { readPrices } from './read-prices.ts';
import { storePrices, type StoreOptions } from './store-prices.ts';

/** How an import reads the files, and how it treats what is there. */
export interface ImportOptions extends ReadOptions, StoreOptions {}

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
    const task = importFile(database, clock, file, request, (bytes) => {
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

/** A store that fails ends the import: what is in is said, so that nothing has to be guessed. */
function rethrowWithProgress(error: unknown, done: number, files: number): never {
  const described = describeStoreError(error);
  if (!(described instanceof AppError) || described instanceof CancelledError) throw described;
  const { code, message, hint } = described;
  throw new AppError(code, `${message} ${done} of ${files} files are in, whole; the others are not.`, hint, {
    cause: error,
  });
}

async function importFile(
  database: WriteDatabase,
  clock: Clock,
  file: ImportFile,
  options: ImportOptions,
  onStoredBytes: (bytes: number) => void,
): Promise<ImportOutcome[]> {
  const { path } = file;
  if (file.skipReason !== null) return [{ status: 'skipped', path, label: path, reason: file.skipReason }];
  const outcomes: ImportOutcome[] = [];
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
        let prices = await readPrices(entry, options, clock.now(), onStoredBytes);
        const conventions = options.replace ? null : conventionsOfHistory(database, prices);
        if (conventions !== null) prices = await readPrices(entry, { ...options, ...conventions }, clock.now());
        const stored = storePrices(database, clock, path, prices, options);
        outcomes.push({ path, label: entry.label, ...stored });
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

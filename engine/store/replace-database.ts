import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '#contract/errors.ts';
import { systemClock, type Clock } from '../kernel/clock.ts';
import { nameTime } from './backup.ts';
import { syncFile, syncName } from './file-sync.ts';
import { isOpenHere } from './write-ahead-log.ts';

/** How long to wait for a process that is just closing the workspace. */
const LOCK_WAIT_MS = 1000;

/**
 * Puts another database in the place of almanac.db in `folder`. What is there is set aside first, with its log, in a
 * new folder damaged-<time>, byte for byte as it was. `build` gets the database that was set aside (null where there
 * is none) and writes the new one to `target`. Where anything fails the workspace stays as it was. At every moment
 * there is a whole almanac.db: the one from before, or the new one.
 * Errors: store/busy where another process has the workspace open, store/restore-failed, and those of `build`.
 */
export function replaceDatabase<T>(
  folder: string,
  build: (setAside: string | null, target: string) => T,
  clock: Clock = systemClock,
): { readonly result: T; readonly setAside: string | null } {
  const file = join(folder, 'almanac.db');
  const target = `${file}.${process.pid}.partial`;
  let aside: string | null = null;
  let mayHaveChanged = false;
  if (isOpenHere(file)) throw busy(folder);
  try {
    const before = describeFiles(file);
    if (existsSync(file) || existsSync(`${file}-wal`)) {
      aside = makeAsideFolder(folder, clock);
      setAside(file, aside);
    }
    const result = build(aside && existsSync(file) ? join(aside, 'almanac.db') : null, target);
    syncFile(target);
    if (describeFiles(file) !== before) throw busy(folder);
    refuseWhileOpen(folder, file);
    // Asking for the lock has folded the log into the database: from here on the copy alone is as it was.
    mayHaveChanged = true;
    // A log that stayed would be played into the new database, to which it does not belong.
    for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
    syncName(file);
    renameSync(target, file);
    syncName(file);
    return { result, setAside: aside };
  } catch (cause) {
    if (aside !== null && !mayHaveChanged) rmSync(aside, { recursive: true, force: true });
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'store/restore-failed',
      `The database of ${folder} could not be replaced (${cause instanceof Error ? cause.message : String(cause)}). ${mayHaveChanged ? `As it was before, it lies in ${aside ?? folder}.` : 'It is as it was.'}`,
      'Check the free space and the permissions of the workspace folder, and try again.',
      { cause },
    );
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${target}${suffix}`, { force: true });
  }
}

/** Changes where a process writes to the database or its log. */
function describeFiles(file: string): string {
  return [file, `${file}-wal`]
    .map((path) => {
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats ? `${stats.size} ${stats.mtimeMs}` : 'none';
    })
    .join(', ');
}

function makeAsideFolder(folder: string, clock: Clock): string {
  for (let at = clock.now(); ; at++) {
    const aside = join(folder, `damaged-${nameTime(at)}`);
    if (existsSync(aside)) continue;
    mkdirSync(aside);
    return aside;
  }
}

function setAside(file: string, aside: string): void {
  const log = `${file}-wal`;
  const hasLog = (statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 0;
  for (const [from, to] of [
    [file, 'almanac.db'],
    [log, 'almanac.db-wal'],
    [`${file}-journal`, 'almanac.db-journal'],
  ] as const) {
    if (!existsSync(from)) continue;
    const copy = join(aside, to);
    if (hasLog || !linkFile(from, copy)) {
      // With a log the database is about to change: whoever closes it last folds the log into it.
      copyFileSync(from, copy);
      syncFile(copy);
    }
    syncName(copy);
  }
}

/** A second name for the same bytes; false where the file system has no such thing. */
function linkFile(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

/**
 * Every open connection holds a shared lock on the database, so the exclusive one can be had by the only connection.
 * Of a database that is too damaged to be locked nobody can say who has it open.
 */
function refuseWhileOpen(folder: string, file: string): void {
  if (!existsSync(file)) return;
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: LOCK_WAIT_MS });
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE; ROLLBACK');
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) throw busy(folder, error);
    if (!(error instanceof Database.SqliteError)) throw error;
  } finally {
    database?.close();
  }
}

function busy(folder: string, cause?: unknown): AppError {
  return new AppError('store/busy', `Another Almanac has the workspace ${folder} open.`, 'Close it, and try again.', {
    cause,
  });
}

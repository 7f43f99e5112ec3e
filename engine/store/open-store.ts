import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '#contract/errors.ts';
import { systemClock, type Clock } from '../kernel/clock.ts';
import { isDamage } from './backup.ts';
import { damaged } from './damaged.ts';
import { makeFolder } from './make-folder.ts';
import { migrate } from './migrate.ts';
import { noteOpen, refuseForeignLog } from './write-ahead-log.ts';

/** A handle for reading; outside of a transaction its connection was opened read-only. */
export interface ReadDatabase {
  readonly read: Database.Database;
}

/** A handle that can write; wherever a ReadDatabase is asked for, it serves as well. */
export interface WriteDatabase extends ReadDatabase {
  readonly write: Database.Database;
}

export interface Store {
  readonly folder: string;
  readonly file: string;
  readonly database: WriteDatabase;
  close(): void;
}

/**
 * Opens the workspace in `folder`, creating it and bringing its schema up to date where needed, after a backup.
 * Errors: store/cannot-open, store/damaged, store/newer-schema, store/foreign-database, store/backup-failed,
 * store/disk-full, store/read-only, store/busy.
 */
export function openStore(folder: string, clock: Clock = systemClock): Store {
  const file = join(folder, 'almanac.db');
  try {
    makeFolder(folder);
  } catch (cause) {
    throw new AppError(
      'store/cannot-open',
      `The workspace folder ${folder} cannot be created or written.`,
      'Choose a folder that you may write to with --workspace, or mend its permissions.',
      { cause },
    );
  }
  let write: Database.Database | undefined;
  try {
    refuseForeignLog(file);
    refuseDamaged(file);
    write = new Database(file, { timeout: 5000 });
    switchToWriteAheadLog(write);
    // FULL: a transaction that was acknowledged survives a power cut.
    write.pragma('synchronous = FULL');
    write.pragma('foreign_keys = ON');
    migrate(write, file, clock);
    const read = new Database(file, { readonly: true, timeout: 5000 });
    const opened = write;
    const noteClosed = noteOpen(file);
    return {
      folder,
      file,
      database: { read, write: opened },
      close() {
        read.close();
        if (opened.open) noteClosed();
        opened.close();
      },
    };
  } catch (cause) {
    write?.close();
    throw describeOpenError(cause, file);
  }
}

/**
 * Looks at every page (about 0.4 ms a megabyte) before anything is written, through a connection that cannot
 * write: what may still be rescued from a damaged database is left as it is.
 */
function refuseDamaged(file: string): void {
  if (!existsSync(file)) return;
  const database = new Database(file, { readonly: true, timeout: 5000 });
  try {
    const finding = String(database.pragma('quick_check(1)', { simple: true }));
    if (finding !== 'ok') throw damaged(`${file} is not a readable workspace database (${finding}).`);
  } finally {
    database.close();
  }
}

/**
 * Of several processes that open a fresh workspace at once, SQLite lets one make the switch and refuses the others
 * without a wait. They wait for the write lock instead, and then find the switch made.
 */
function switchToWriteAheadLog(database: Database.Database): void {
  try {
    database.pragma('journal_mode = WAL');
  } catch (error) {
    if (!(error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))) throw error;
    database.exec('BEGIN IMMEDIATE; COMMIT');
    database.pragma('journal_mode = WAL');
  }
}

function describeOpenError(cause: unknown, file: string): unknown {
  if (isDamage(cause)) return damaged(`${file} is not a readable workspace database (${cause.message}).`, cause);
  if (!(cause instanceof Database.SqliteError)) return cause;
  // Other failures of the disk tell no more than that the file cannot be read.
  if (/^SQLITE_(FULL|BUSY|READONLY|IOERR_(WRITE|FSYNC|SHMSIZE|TRUNCATE))/.test(cause.code)) {
    return describeStoreError(cause);
  }
  return new AppError(
    'store/cannot-open',
    `The workspace database ${file} cannot be opened (${cause.code}: ${cause.message}).`,
    'Close other programs that use this workspace and check the free space and the permissions of its folder.',
    { cause },
  );
}

/**
 * Runs `work` in one transaction: all of what it writes is kept, or, where it throws, nothing. The write lock
 * is taken at the start, and the handle that `work` gets reads through the same connection, so nobody can
 * change what it has read, and it reads what it has written.
 */
export function transact<T>({ write }: WriteDatabase, work: (transaction: WriteDatabase) => T): T {
  return write.transaction(() => work({ read: write, write })).immediate();
}

/**
 * What a failure of SQLite means to the user, or the error itself where it is none.
 * Codes: store/disk-full, store/busy, store/read-only, store/damaged.
 */
export function describeStoreError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const options = { cause: error };
  const found = `The workspace database reports ${error.code}: ${error.message}.`;
  if (error.code === 'SQLITE_FULL' || error.code.startsWith('SQLITE_IOERR')) {
    return new AppError(
      'store/disk-full',
      found,
      'Free some space on the disk of the workspace and try again.',
      options,
    );
  }
  if (error.code.startsWith('SQLITE_BUSY')) {
    return new AppError(
      'store/busy',
      found,
      'Another Almanac is writing to this workspace; try again in a moment.',
      options,
    );
  }
  if (error.code.startsWith('SQLITE_READONLY')) {
    return new AppError('store/read-only', found, 'Mend the permissions of the workspace folder.', options);
  }
  return isDamage(error) ? damaged(found, error) : error;
}

/** SQLite's own check of every page and index; an empty list means that the database is sound. */
export function checkIntegrity({ read }: ReadDatabase): string[] {
  return read
    .prepare<[], { integrity_check: string }>('PRAGMA integrity_check')
    .all()
    .map((row) => row.integrity_check)
    .filter((line) => line !== 'ok');
}

import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '#contract/errors.ts';

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

const migrationsFolder = join(import.meta.dirname, 'migrations');

/** The migrations in order; the number of the last one is the version of the schema. */
export function listMigrations(): { version: number; file: string }[] {
  return readdirSync(migrationsFolder)
    .filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
    .sort()
    .map((file) => ({ version: Number(file.slice(0, 4)), file }));
}

/**
 * Opens the workspace in `folder`, creating it and bringing its schema up to date where needed.
 * Errors: store/cannot-open, store/damaged, store/newer-schema.
 */
export function openStore(folder: string): Store {
  const file = join(folder, 'almanac.db');
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK);
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
    refuseDamaged(file);
    write = new Database(file, { timeout: 5000 });
    switchToWriteAheadLog(write);
    // FULL: a transaction that was acknowledged survives a power cut.
    write.pragma('synchronous = FULL');
    write.pragma('foreign_keys = ON');
    migrate(write, file);
    const read = new Database(file, { readonly: true, timeout: 5000 });
    const opened = write;
    return {
      folder,
      file,
      database: { read, write: opened },
      close() {
        read.close();
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
    if (finding !== 'ok') throw damaged(file, finding);
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

function readSchemaVersion(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

function migrate(database: Database.Database, file: string): void {
  const migrations = listMigrations();
  const current = readSchemaVersion(database);
  const latest = migrations.at(-1)?.version ?? 0;
  if (current > latest) {
    throw new AppError(
      'store/newer-schema',
      `The workspace ${file} has schema version ${current}; this Almanac knows versions up to ${latest}.`,
      'Open it with the newer Almanac that wrote it, or choose another --workspace.',
    );
  }
  if (current === latest) return;
  database
    .transaction(() => {
      // Asked again under the write lock: another process may have brought the workspace up to date meanwhile.
      const locked = readSchemaVersion(database);
      for (const migration of migrations.filter((m) => m.version > locked)) {
        database.exec(readFileSync(join(migrationsFolder, migration.file), 'utf8'));
        database.pragma(`user_version = ${migration.version}`);
      }
    })
    .immediate();
}

function describeOpenError(cause: unknown, file: string): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  if (cause.code === 'SQLITE_NOTADB' || cause.code.startsWith('SQLITE_CORRUPT')) {
    return damaged(file, cause.message, cause);
  }
  return new AppError(
    'store/cannot-open',
    `The workspace database ${file} cannot be opened (${cause.code}: ${cause.message}).`,
    'Close other programs that use this workspace and check the free space and the permissions of its folder.',
    { cause },
  );
}

function damaged(file: string, finding: string, cause?: unknown): AppError {
  return new AppError(
    'store/damaged',
    `${file} is not a readable workspace database (${finding}).`,
    'Move it away and restore your last copy of the workspace, or start with an empty --workspace and import again.',
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
  if (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB') {
    return new AppError('store/damaged', found, 'Restore your last copy of the workspace.', options);
  }
  return error;
}

/** SQLite's own check of every page and index; an empty list means that the database is sound. */
export function checkIntegrity({ read }: ReadDatabase): string[] {
  return read
    .prepare<[], { integrity_check: string }>('PRAGMA integrity_check')
    .all()
    .map((row) => row.integrity_check)
    .filter((line) => line !== 'ok');
}

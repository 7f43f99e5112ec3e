import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { AppError } from '#contract/errors.ts';
import type { Clock } from '../kernel/clock.ts';
import { backUpBeforeMigration, setApplicationId } from './backup.ts';
import { registerMigrationFunctions } from './migration-functions.ts';

/** How long a process waits for another one that is bringing the same workspace up to date. */
const WAIT_MS = 120_000;
const migrationsFolder = join(import.meta.dirname, 'migrations');

/** The migrations in order; the number of the last one is the version of the schema. */
export function listMigrations(): { version: number; file: string }[] {
  return readdirSync(migrationsFolder)
    .filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
    .sort()
    .map((file) => ({ version: Number(file.slice(0, 4)), file }));
}

/** Takes a database from version `from` of the schema to version `to`, in the transaction of the caller. */
export function applyMigrations(database: Database.Database, from: number, to: number): void {
  registerMigrationFunctions(database);
  for (const { version, file } of listMigrations()) {
    if (version <= from || version > to) continue;
    database.exec(readFileSync(join(migrationsFolder, file), 'utf8'));
    database.pragma(`user_version = ${version}`);
  }
}

/**
 * Brings the workspace database `file`, open for writing as `database`, up to date. One that holds something is backed
 * up first, under the same lock that the migration runs under: nothing can be written between the two.
 * Errors: store/newer-schema, store/foreign-database, store/backup-failed, store/damaged.
 */
export function migrate(database: Database.Database, file: string, clock: Clock): void {
  const latest = listMigrations().at(-1)?.version ?? 0;
  const current = readSchemaVersion(database);
  if (current > latest) {
    throw new AppError(
      'store/newer-schema',
      `The workspace ${file} has schema version ${current}; this Almanac knows versions up to ${latest}.`,
      'Open it with the newer Almanac that wrote it, or choose another --workspace.',
    );
  }
  if (current === latest) return;
  const timeout = Number(database.pragma('busy_timeout', { simple: true }));
  database.pragma(`busy_timeout = ${WAIT_MS}`);
  database
    .transaction(() => {
      // Asked again under the write lock: another process may have brought the workspace up to date meanwhile.
      const locked = readSchemaVersion(database);
      if (locked >= latest) return;
      if (locked > 0) backUpBeforeMigration(file, locked, clock);
      else refuseForeign(database, file);
      applyMigrations(database, locked, latest);
      if (Number(database.pragma('application_id', { simple: true })) === 0) setApplicationId(database, clock);
    })
    .immediate();
  database.pragma(`busy_timeout = ${timeout}`);
}

/** The number of the last migration that a database has seen. */
export function readSchemaVersion(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

function refuseForeign(database: Database.Database, file: string): void {
  const tables = database.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (tables === 0) return;
  throw new AppError(
    'store/foreign-database',
    `${file} is a database of another program: it has tables, but no version of Almanac's.`,
    'Choose another --workspace, or move that file away.',
  );
}

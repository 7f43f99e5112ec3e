import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import { systemClock, type Clock } from '../kernel/clock.ts';
import { hashBytes } from '../kernel/hash.ts';
import { damaged } from './damaged.ts';
import { syncFile, syncName } from './file-sync.ts';
import { findDamagedContents, listInWords } from './find-damaged-contents.ts';
import { makeFolder } from './make-folder.ts';
import { refuseForeignLog } from './write-ahead-log.ts';

export interface BackupFile {
  readonly file: string;
  readonly schemaVersion: number;
  readonly createdAt: EpochMs;
  readonly bytes: number;
}

export interface BackupInfo extends BackupFile {
  /** Rows of every table. */
  readonly rows: Readonly<Record<string, number>>;
}

/** The time is UTC, written so that names sort by it and any file system takes them. */
const namePattern = /^almanac-schema-(\d+)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{3})Z\.db$/;

/** A time as it stands in names of files: 20260131T235959.123Z. */
export function nameTime(at: EpochMs): string {
  return new Date(at).toISOString().replaceAll(/[-:]/g, '');
}

/** The backups that a workspace keeps in its folder `backups`, newest first; empty where there are none. */
export function listBackups(folder: string): BackupFile[] {
  const backups = join(folder, 'backups');
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .filter((name) => namePattern.test(name))
    .map((name) => {
      const file = join(backups, name);
      const [, version, year, month, day, hour, minute, second, ms] = namePattern.exec(name)!.map(Number);
      const createdAt = Date.UTC(year!, month! - 1, day, hour, minute, second, ms);
      return { file, schemaVersion: version!, createdAt, bytes: statSync(file).size };
    })
    .sort((a, b) => b.createdAt - a.createdAt || (a.file < b.file ? 1 : -1));
}

/**
 * Backs up the workspace in `folder` to one file, `to` or a new one in its folder `backups`, while others may read
 * it, and proves the copy. Leaves nothing behind where it fails.
 * Errors: store/no-workspace, store/busy, store/damaged, store/backup-exists, store/backup-failed.
 */
export function backUp(folder: string, options: { to?: string; clock?: Clock } = {}): BackupInfo {
  const file = join(folder, 'almanac.db');
  if (!existsSync(file)) {
    throw new AppError(
      'store/no-workspace',
      `There is no workspace in ${folder}: it has no almanac.db.`,
      'Name the folder of the workspace with --workspace.',
    );
  }
  let lock: Database.Database | undefined;
  try {
    refuseForeignLog(file);
    lock = new Database(file, { timeout: 5000 });
    // Nobody may write until the copy has been compared with what it is a copy of.
    lock.exec('BEGIN IMMEDIATE');
    const version = Number(lock.pragma('user_version', { simple: true }));
    const target = options.to === undefined ? nameBackup(folder, version, options.clock) : resolve(options.to);
    return copyDatabase(file, target);
  } catch (error) {
    throw describeBackupError(error, file);
  } finally {
    lock?.close();
  }
}

/**
 * Makes the backup that a migration asks for. The caller holds the write lock on `file`. A column or model that does not
 * have its hash is copied as it is: one of them must not keep the whole workspace from being opened.
 * Errors: store/damaged, store/backup-failed.
 */
export function backUpBeforeMigration(file: string, schemaVersion: number, clock: Clock): BackupInfo {
  try {
    return copyDatabase(file, nameBackup(dirname(file), schemaVersion, clock), { withDamagedContents: true });
  } catch (error) {
    throw describeBackupError(error, file);
  }
}

function nameBackup(folder: string, schemaVersion: number, clock: Clock = systemClock): string {
  for (let at = clock.now(); ; at++) {
    const file = join(folder, 'backups', `almanac-schema-${schemaVersion}-${nameTime(at)}.db`);
    if (!existsSync(file)) return file;
  }
}

/**
 * Copies a database with what is in its log, under a temporary name, syncs, compares, and only then gives the copy its
 * name. Columns and models that do not have their hash are refused unless `withDamagedContents`.
 * Errors: store/backup-exists, store/backup-damaged, store/damaged, and those of SQLite.
 */
export function copyDatabase(
  file: string,
  target: string,
  { withDamagedContents = false }: { readonly withDamagedContents?: boolean } = {},
): BackupInfo {
  if (existsSync(target)) {
    throw new AppError(
      'store/backup-exists',
      `${target} exists already; a backup overwrites nothing.`,
      'Choose another name, or move that file away.',
    );
  }
  makeFolder(dirname(target));
  const partial = `${target}.${process.pid}.partial`;
  const source = new Database(file, { readonly: true, timeout: 5000 });
  try {
    const finding = String(source.pragma('quick_check(1)', { simple: true }));
    if (finding !== 'ok') throw damaged(`${file} is damaged (${finding}).`);
    source.prepare('VACUUM INTO ?').run(partial);
    renumber(partial);
    syncFile(partial);
    const { info: copy, damagedContents } = inspectBackup(partial);
    if (damagedContents.length > 0 && !withDamagedContents) {
      throw damaged(`${file} holds what is not as it was stored: ${listInWords(damagedContents)}.`);
    }
    const version = Number(source.pragma('user_version', { simple: true }));
    const rows = countTables(source);
    if (copy.schemaVersion !== version || JSON.stringify(copy.rows) !== JSON.stringify(rows)) {
      throw new Error(`the copy does not hold the rows of ${file}`);
    }
    renameSync(partial, target);
    syncName(target);
    return { ...copy, file: target };
  } finally {
    source.close();
    rmSync(partial, { force: true });
    rmSync(`${partial}-journal`, { force: true });
  }
}

/** A copy is a database of its own: a log that was written for the original does not belong to it. */
function renumber(file: string): void {
  const database = new Database(file);
  try {
    setApplicationId(database, systemClock);
  } finally {
    database.close();
  }
}

/** Gives a database a random number of its own, by which it is told from others; see write-ahead-log.ts. */
export function setApplicationId(database: Database.Database, clock: Clock): void {
  const digest = hashBytes(Buffer.from(clock.newId()));
  // Seven digits fit into 31 bits; 0 means that there is none.
  database.pragma(`application_id = ${Number.parseInt(digest.slice(0, 7), 16) || 1}`);
}

function describeBackupError(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error;
  if (isDamage(error)) return damaged(`${file} is damaged (${error.message}).`, error);
  if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
    return new AppError('store/busy', `Another Almanac is writing to ${file}.`, 'Try again when it has finished.', {
      cause: error,
    });
  }
  return new AppError(
    'store/backup-failed',
    `A backup of ${file} could not be made (${error instanceof Error ? error.message : String(error)}). The workspace is as it was.`,
    'Check the free space and the permissions of the folder of the backup, and try again.',
    { cause: error },
  );
}

/** Whether an error says that a file is no sound database. */
export function isDamage(error: unknown): error is InstanceType<typeof Database.SqliteError> {
  return (
    error instanceof Database.SqliteError && (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')
  );
}

/**
 * Reads a backup, with the log that may lie beside it, from its first to its last page, compares all columns and models
 * with their hashes, and says what it holds.
 * Errors: store/no-backup where there is no such file, store/backup-damaged.
 */
export function verifyBackup(file: string): BackupInfo {
  const { info, damagedContents } = inspectBackup(file);
  if (damagedContents.length === 0) return info;
  throw notSound(file, `not as they were stored: ${listInWords(damagedContents)}`);
}

interface BackupInspection {
  readonly info: BackupInfo;
  /** See findDamagedContents. */
  readonly damagedContents: readonly string[];
}

/** Errors: store/no-backup, store/backup-damaged where the database itself cannot be read. */
function inspectBackup(file: string): BackupInspection {
  if (!existsSync(file)) {
    throw new AppError(
      'store/no-backup',
      `There is no backup ${file}.`,
      'Look into the folder backups of the workspace, or use "almanac restore --salvage".',
    );
  }
  let database: Database.Database | undefined;
  try {
    refuseForeignLog(file);
    database = new Database(file, { readonly: true, timeout: 5000 });
    const finding = String(database.pragma('integrity_check(1)', { simple: true }));
    if (finding !== 'ok') throw new Error(finding);
    const schemaVersion = Number(database.pragma('user_version', { simple: true }));
    const rows = countTables(database);
    if (schemaVersion < 1 || rows.instruments === undefined || rows.forecasts === undefined) {
      throw new Error('it is no workspace of Almanac');
    }
    const { size, mtimeMs } = statSync(file);
    const info = { file, schemaVersion, createdAt: Math.trunc(mtimeMs), bytes: size, rows };
    return { info, damagedContents: findDamagedContents(database) };
  } catch (cause) {
    throw notSound(file, cause instanceof Error ? cause.message : String(cause), cause);
  } finally {
    database?.close();
  }
}

function notSound(file: string, finding: string, cause?: unknown): AppError {
  return new AppError(
    'store/backup-damaged',
    `${file} is not a sound backup (${finding}).`,
    'Choose another backup: "almanac restore <file>"; those of the workspace are in its folder backups.',
    { cause },
  );
}

/** The number of rows of every table, by name. */
export function countTables(database: Database.Database): Record<string, number> {
  const names = database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  const count = (name: string) => database.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() ?? NaN;
  return Object.fromEntries(names.map((name) => [name, count(name)]));
}

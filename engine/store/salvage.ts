import { existsSync, linkSync, copyFileSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '#contract/errors.ts';
import { settingsSchema } from '#contract/settings.ts';
import { systemClock, type Clock } from '../kernel/clock.ts';
import { hashBytes } from '../kernel/hash.ts';
import { findSnapshot, readSnapshot } from './bars.ts';
import { hashChunk } from './column-chunks.ts';
import { applyMigrations, listMigrations } from './migrate.ts';
import { replaceDatabase } from './replace-database.ts';
import { findSeries, readSeriesValues } from './series.ts';
import { hasForeignLog } from './write-ahead-log.ts';
import { readByKey, readTable, type Row } from './read-damaged.ts';

export interface SalvageCount {
  readonly kept: number;
  /** Null where nothing tells how many rows there were. */
  readonly lost: number | null;
}

const subjects = [
  'instruments',
  'snapshots',
  'series',
  'runs',
  'checkpoints',
  'models',
  'forecasts',
  'acknowledgements',
  'fold_results',
  'walk_forwards',
  'backtests',
  'watchlists',
  'alert_rules',
  'alert_events',
  'jobs',
  'promotions',
  'kept_backtests',
  'reports',
] as const;
export type SalvageSubject = (typeof subjects)[number];

export interface SalvageReport {
  readonly counts: Readonly<Record<SalvageSubject, SalvageCount>>;
  /** False where more could be read of the database without its write-ahead log, which then belonged to another one. */
  readonly withLog: boolean;
  /** The folder into which the damaged database was set aside. */
  readonly setAside: string | null;
}

type Counts = Record<SalvageSubject, { kept: number; lost: number | null }>;

/**
 * Makes a new database of what can still be read of a damaged one, and puts it in its place; the damaged one is set
 * aside as it was. A snapshot or series is kept only whole, with the hash that was stored with it; so is a model.
 * A forecast whose model is lost is kept under the negative of the model's id, which no later model gets.
 * Errors: store/nothing-to-salvage, store/newer-schema, store/busy, store/restore-failed.
 */
export function salvage(folder: string, clock: Clock = systemClock): SalvageReport {
  const { result, setAside } = replaceDatabase(
    folder,
    (source, target) => {
      if (source === null) throw nothing(folder, 'there is no almanac.db');
      return rescue(folder, source, target);
    },
    clock,
  );
  return { ...result, setAside };
}

function rescue(folder: string, source: string, target: string): { counts: Counts; withLog: boolean } {
  if (!existsSync(`${source}-wal`)) return { counts: rescueInto(folder, source, target), withLog: true };
  // A log can be what is damaged, or belong to another database: then the database alone holds more.
  const alone = `${target}-alone`;
  const other = `${target}-other`;
  try {
    copyOrLink(source, alone);
    if (hasForeignLog(source)) return { counts: rescueInto(folder, alone, target), withLog: false };
    const withLog = attempt(() => rescueInto(folder, source, target));
    const without = attempt(() => rescueInto(folder, alone, other));
    if (!withLog.counts && !without.counts) throw withLog.error;
    if (without.counts && (!withLog.counts || holdsMore(without.counts, withLog.counts))) {
      rmSync(target, { force: true });
      renameSync(other, target);
      return { counts: without.counts, withLog: false };
    }
    return { counts: withLog.counts!, withLog: true };
  } finally {
    for (const path of [alone, other]) {
      for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
    }
  }
}

function attempt(work: () => Counts): { counts: Counts; error: null } | { counts: null; error: AppError } {
  try {
    return { counts: work(), error: null };
  } catch (error) {
    if (error instanceof AppError) return { counts: null, error };
    throw error;
  }
}

function holdsMore(a: Counts, b: Counts): boolean {
  const sum = (counts: Counts, what: 'kept' | 'lost') =>
    subjects.reduce((n, name) => n + (counts[name][what] ?? Infinity), 0);
  const [lostA, lostB] = [sum(a, 'lost'), sum(b, 'lost')];
  return lostA < lostB || (lostA === lostB && sum(a, 'kept') > sum(b, 'kept'));
}

function copyOrLink(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // A file system without links.
    copyFileSync(from, to);
  }
}

function rescueInto(folder: string, sourceFile: string, target: string): Counts {
  let source: Database.Database | undefined;
  rmSync(target, { force: true });
  const fresh = new Database(target);
  try {
    source = new Database(sourceFile, { readonly: true, timeout: 5000 });
    // Of a schema that is damaged in part, the rest is used.
    source.unsafeMode();
    source.pragma('writable_schema = ON');
    const version = readVersion(folder, source);
    fresh.pragma('foreign_keys = OFF');
    const counts = Object.fromEntries(subjects.map((name) => [name, { kept: 0, lost: 0 }])) as Counts;
    const from = source;
    fresh.transaction(() => {
      applyMigrations(fresh, 0, version);
      copyRows(from, fresh, version, counts);
      const found = subjects.map((name) => counts[name]);
      if (found.some(({ lost }) => lost === null) && found.every(({ kept }) => kept === 0)) {
        throw nothing(folder, 'none of its tables can be found');
      }
      applyMigrations(fresh, version, listMigrations().length);
      dropWhatIsNotWhole(fresh, counts);
    })();
    const finding = String(fresh.pragma('integrity_check(1)', { simple: true }));
    if (finding !== 'ok') throw new Error(`the new database is not sound: ${finding}`);
    return counts;
  } finally {
    source?.close();
    fresh.close();
  }
}

function readVersion(folder: string, source: Database.Database): number {
  let version: number;
  try {
    version = Number(source.pragma('user_version', { simple: true }));
  } catch (cause) {
    throw nothing(folder, cause instanceof Error ? cause.message : String(cause), cause);
  }
  const latest = listMigrations().length;
  if (version < 1) throw nothing(folder, 'it has no version of a workspace');
  if (version <= latest) return version;
  throw new AppError(
    'store/newer-schema',
    `The workspace ${folder} has schema version ${version}; this Almanac knows versions up to ${latest}.`,
    'Salvage it with the newer Almanac that wrote it.',
  );
}

function nothing(folder: string, finding: string, cause?: unknown): AppError {
  return new AppError(
    'store/nothing-to-salvage',
    `Nothing can be read of the database of ${folder} (${finding}). It is as it was.`,
    'Restore a backup with "almanac restore <file>", or start with an empty --workspace and import again.',
    { cause },
  );
}

function copyRows(source: Database.Database, fresh: Database.Database, version: number, counts: Counts): void {
  const chunkTables = version < 3 ? ['bar_chunks', 'series_chunks'] : ['snapshot_chunks', 'series_chunks'];
  const keep = (name: SalvageSubject, accept: (row: Row) => Row | null = (row) => row) => {
    const insert = makeInsert(fresh, name);
    let refused = 0;
    const { lost } = readTable(source, name, columnsOf(fresh, name), (row) => {
      const accepted = accept(row);
      if (accepted && insert(accepted)) counts[name].kept++;
      else refused++;
    });
    counts[name].lost = lost === null ? null : lost + refused;
  };
  const has = (table: string, id: unknown) =>
    fresh.prepare<[unknown]>(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined;
  const ofKnownInstrument = (row: Row) =>
    row.instrument_id === null || has('instruments', row.instrument_id) ? row : null;

  keep('instruments');
  keep('snapshots', ofKnownInstrument);
  keep('series', ofKnownInstrument);
  keep('runs');
  keep('checkpoints', (row) => (has('runs', row.run_id) ? row : null));
  keep('models', (row) => (row.bundle instanceof Uint8Array && hashBytes(row.bundle) === row.bundle_hash ? row : null));
  keep('forecasts', (row) => (has('models', row.model_id) ? row : { ...row, model_id: -Number(row.model_id) }));
  if (version >= 3) keep('acknowledgements', ofKnownInstrument);
  if (version >= 4) {
    keep('fold_results', (row) =>
      has('runs', row.run_id) && row.result instanceof Uint8Array && hashBytes(row.result) === row.result_hash
        ? row
        : null,
    );
    keep('walk_forwards');
  }
  if (version >= 5) keep('backtests');
  if (version >= 7) {
    keep('watchlists');
    keep('alert_rules');
    keep('alert_events', (row) => (has('alert_rules', row.rule_id) ? row : null));
  }
  if (version >= 8) keep('jobs');
  if (version >= 9) {
    const models = fresh.prepare<[unknown, unknown]>('SELECT 1 FROM models WHERE name = ? AND version = ?');
    keep('promotions', (row) => (models.get(row.name, row.version) !== undefined ? row : null));
  }
  if (version >= 11) {
    // Of a damaged body the numbers are kept; it can be run again.
    keep('kept_backtests', (row) =>
      row.body instanceof Uint8Array && hashBytes(row.body) !== row.body_hash
        ? { ...row, body: null, body_hash: null }
        : row,
    );
  }
  if (version >= 12) {
    keep('reports', (row) => (row.data instanceof Uint8Array && hashBytes(row.data) === row.data_hash ? row : null));
  }
  const keepOf = (table: string, key: string, keys: readonly (string | number)[]): void => {
    readByKey(source, table, columnsOf(fresh, table), key, keys, makeInsert(fresh, table));
  };
  const idsOf = (table: string) => fresh.prepare<[], string | number>(`SELECT id FROM ${table}`).pluck().all();
  if (version >= 7) keepOf('watchlist_symbols', 'watchlist_id', idsOf('watchlists'));
  if (version >= 9) keepOf('run_epochs', 'run_id', idsOf('runs'));
  if (version >= 10) keepOf('settings', 'name', Object.keys(settingsSchema.entries));

  for (const [table, owner, ownerTable] of [
    [chunkTables[0]!, 'snapshot_id', 'snapshots'],
    [chunkTables[1]!, 'series_id', 'series'],
  ] as const) {
    const insert = makeInsert(fresh, table);
    const owners = fresh.prepare<[], number>(`SELECT id FROM ${ownerTable}`).pluck().all();
    readByKey(source, table, columnsOf(fresh, table), owner, owners, insert);
  }
  if (version < 3) return;
  const hashes = fresh
    .prepare<[], string>('SELECT hash FROM snapshot_chunks UNION SELECT hash FROM series_chunks')
    .pluck()
    .all();
  const insert = makeInsert(fresh, 'column_chunks');
  readByKey(source, 'column_chunks', columnsOf(fresh, 'column_chunks'), 'hash', hashes, (row) => {
    const whole = row.bytes instanceof Uint8Array && hashChunk(String(row.encoding), row.bytes) === row.hash;
    if (whole) insert(row);
  });
}

function columnsOf(fresh: Database.Database, table: string): string[] {
  return fresh.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
}

/** Writes a row; false where it breaks a rule of its table, which only damage can have brought about. */
function makeInsert(fresh: Database.Database, table: string): (row: Row) => boolean {
  return (row) => {
    const names = Object.keys(row);
    const columns = names.map((name) => `"${name}"`).join(', ');
    const insert = fresh.prepare(`INSERT INTO ${table} (${columns}) VALUES (${names.map(() => '?').join(', ')})`);
    try {
      insert.run(...Object.values(row));
      return true;
    } catch (error) {
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')) return false;
      throw error;
    }
  };
}

/** Removes the snapshots and series whose columns do not have their hash, and the chunks that nobody needs then. */
function dropWhatIsNotWhole(fresh: Database.Database, counts: Counts): void {
  const database = { read: fresh, write: fresh };
  const drop = (name: 'snapshots' | 'series', chunks: string, owner: string, read: (id: number) => unknown) => {
    for (const id of fresh.prepare<[], number>(`SELECT id FROM ${name}`).pluck().all()) {
      try {
        read(id);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        fresh.prepare(`DELETE FROM ${chunks} WHERE ${owner} = ?`).run(id);
        fresh.prepare(`DELETE FROM ${name} WHERE id = ?`).run(id);
        counts[name].kept--;
        if (counts[name].lost !== null) counts[name].lost++;
      }
    }
  };
  drop('snapshots', 'snapshot_chunks', 'snapshot_id', (id) => readSnapshot(database, findSnapshot(database, id)!));
  drop('series', 'series_chunks', 'series_id', (id) => readSeriesValues(database, findSeries(database, id)!));
  fresh.exec(
    `DELETE FROM column_chunks
     WHERE hash NOT IN (SELECT hash FROM snapshot_chunks UNION SELECT hash FROM series_chunks)`,
  );
}

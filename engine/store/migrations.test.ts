import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it as plainIt } from 'vitest';
import { listMigrations } from './migrate.ts';
import { registerMigrationFunctions } from './migration-functions.ts';
import { openStore } from './open-store.ts';
import { it } from './workspace.test-data.ts';

/** A database in memory with the schema up to this version. */
function migrateTo(version: number): Database.Database {
  const database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  registerMigrationFunctions(database);
  for (const migration of listMigrations().filter((m) => m.version <= version)) applyTo(database, migration.file);
  return database;
}

function applyTo(database: Database.Database, file: string): void {
  database.exec(readFileSync(join(import.meta.dirname, 'migrations', file), 'utf8'));
}

const instrument =
  "INSERT INTO instruments (id, symbol, currency, simulated, created_at) VALUES (1, 'AAA', 'USD', 0, 1)";
const snapshot = "INSERT INTO snapshots VALUES (1, 1, '1d', 'yahoo', 'a.csv', 'none', 1, 0, 0, 9.5, 'hash', '[]', 1)";
const run = `INSERT INTO runs (id, replay_key, experiment, data_hashes, status, created_at, updated_at)
  VALUES ('r1', 'key', '{}', '{}', 'running', 1, 1)`;
const model = `INSERT INTO models (id, name, version, run_id, bundle, bundle_hash, created_at)
  VALUES (1, 'm', 1, 'r1', x'00', 'hash', 1)`;
const forecast = "INSERT INTO forecasts VALUES ('f1', 1, 'AAA', 1, 1, '{}')";

/** What each migration brings; one without an entry fails the test below. */
const expectations: Record<string, (database: Database.Database, file: string) => void> = {
  '0001-initial.sql': (database, file) => {
    applyTo(database, file);
    for (const sql of [instrument, snapshot, run, model, forecast]) database.exec(sql);
    const refused: [sql: string, reason: RegExp][] = [
      ["INSERT INTO instruments VALUES (2, 'AAA', 'USD', 0, 1)", /UNIQUE.*symbol/],
      ["INSERT INTO instruments VALUES (2, 'BBB', 'USD', 2, 1)", /CHECK/],
      ["INSERT INTO instruments VALUES (2, 'BBB', 'USD', 'no', 1)", /cannot store TEXT/],
      [snapshot.replace('(1, 1,', '(2, 7,'), /FOREIGN KEY/],
      [snapshot.replace("'none', 1,", "'none', 0,").replace('(1, 1,', '(2, 1,'), /CHECK.*bars/],
      [snapshot.replace("'[]'", "'[' ").replace('(1, 1,', '(2, 1,'), /CHECK.*json_valid/],
      ["INSERT INTO bar_chunks VALUES (1, 0, 0, x'')", /CHECK.*rows/],
      ["INSERT INTO series VALUES (1, 1, 'sentiment', 'a.csv', 0, 'hash', 1)", /CHECK.*points/],
      [run.replace("'running'", "'lost'").replace("'r1'", "'r2'"), /CHECK.*status/],
      ["INSERT INTO checkpoints VALUES ('r2', 1, x'00', 'hash', 1)", /FOREIGN KEY/],
      [model.replace('(1,', '(2,'), /UNIQUE.*name.*version/],
      [forecast.replace("'f1', 1", "'f2', 2"), /FOREIGN KEY/],
      ["UPDATE forecasts SET body = '[]'", /append-only/],
      ['DELETE FROM forecasts', /append-only/],
    ];
    for (const [sql, reason] of refused) expect(() => database.exec(sql), sql).toThrow(reason);
  },

  '0002-guard-the-record.sql': (database, file) => {
    for (const sql of [run, model, forecast]) database.exec(sql);
    const replace = forecast.replace('INSERT', 'INSERT OR REPLACE').replace("'{}'", "'[]'");
    applyTo(database, file);
    expect(() => database.exec(replace)).toThrow(/append-only/);
    expect(() => database.exec('DELETE FROM runs')).toThrow(/cannot be removed/);
    expect(database.prepare('SELECT id, body FROM forecasts').all()).toEqual([{ id: 'f1', body: '{}' }]);
    database.exec(forecast.replace("'f1'", "'f2'"));
    database.exec("UPDATE runs SET status = 'done'");
  },

  '0003-compact-columns.sql': (database, file) => {
    for (const sql of [instrument, snapshot]) database.exec(sql);
    applyTo(database, file);
    const acknowledgement = "INSERT INTO acknowledgements VALUES (1, 1, '1d', 'f', 'm', 1)";
    const chunk = "INSERT INTO column_chunks VALUES ('h', 1, 'constant', x'00')";
    const series = "INSERT INTO series VALUES (1, NULL, 'vix', 'a.csv', 0, 'never', 'day', '', 1, 'hash', 1)";
    const reference = "INSERT INTO snapshot_chunks VALUES (1, 'time', 0, 'h')";
    for (const sql of [acknowledgement, chunk, reference, series]) database.exec(sql);
    const refused: [sql: string, reason: RegExp][] = [
      [chunk, /UNIQUE.*hash/],
      [reference, /UNIQUE/],
      [reference.replace("0, 'h'", "1, 'other'"), /FOREIGN KEY/],
      [series.replace("'never'", "'seldom'").replace('(1,', '(2,'), /CHECK.*revisions/],
      [series.replace("'day'", "'year'").replace('(1,', '(2,'), /CHECK.*frequency/],
      [series.replace('NULL', '7').replace('(1,', '(2,'), /FOREIGN KEY/],
      [acknowledgement.replace('INSERT', 'INSERT OR REPLACE').replace("'m'", "'n'"), /append-only/],
      ['UPDATE acknowledgements SET created_at = 2', /append-only/],
      ['DELETE FROM acknowledgements', /append-only/],
      ["UPDATE snapshots SET stamps = 'middle'", /CHECK.*stamps/],
      ["UPDATE snapshots SET findings = '['", /CHECK.*json_valid/],
    ];
    for (const [sql, reason] of refused) expect(() => database.exec(sql), sql).toThrow(reason);
  },

  '0004-walk-forward.sql': (database, file) => {
    database.exec(run);
    applyTo(database, file);
    const fold = "INSERT INTO fold_results VALUES ('r1', x'00', 'hash', 1)";
    const walkForward = "INSERT INTO walk_forwards VALUES ('w1', '{}', 1)";
    for (const sql of [fold, walkForward]) database.exec(sql);
    const refused: [sql: string, reason: RegExp][] = [
      [fold, /UNIQUE/],
      [fold.replace("'r1'", "'r2'"), /FOREIGN KEY/],
      [walkForward, /UNIQUE/],
      [walkForward.replace("'w1', '{}'", "'w2', '{'"), /CHECK.*json_valid/],
    ];
    for (const [sql, reason] of refused) expect(() => database.exec(sql), sql).toThrow(reason);
  },

  '0005-backtests.sql': (database, file) => {
    applyTo(database, file);
    const backtest = "INSERT INTO backtests VALUES ('k1', 100, '{}', 1)";
    database.exec(backtest);
    const refused: [sql: string, reason: RegExp][] = [
      [backtest.replace("'k1', 100", "'k2', 0"), /CHECK.*trials/],
      [backtest.replace("'k1', 100, '{}'", "'k2', 1, '{'"), /CHECK.*json_valid/],
      ['DELETE FROM backtests', /counts as a trial/],
      ['UPDATE backtests SET trials = 1', /counts as a trial/],
    ];
    for (const [sql, reason] of refused) expect(() => database.exec(sql), sql).toThrow(reason);
    database.exec(backtest.replace('INSERT', 'INSERT OR REPLACE').replace('100', '1'));
    expect(database.prepare('SELECT trials FROM backtests').all()).toEqual([{ trials: 100 }]);
  },

  '0006-instrument-trash.sql': (database, file) => {
    database.exec(instrument);
    applyTo(database, file);
    expect(database.prepare('SELECT removed_at FROM instruments').pluck().all()).toEqual([null]);
  },

  '0007-watchlists.sql': (database, file) => {
    database.exec(instrument);
    applyTo(database, file);
    const list = "INSERT INTO watchlists VALUES (1, 'Tech', 1, 1, NULL)";
    const symbol = "INSERT INTO watchlist_symbols VALUES (1, 0, 'AAA')";
    const rule = "INSERT INTO alert_rules VALUES (1, 'AAA', '{}', 1, 0, NULL, 1, NULL)";
    const event = "INSERT INTO alert_events VALUES (1, 1, 'AAA', '{}', 1, NULL)";
    for (const sql of [list, symbol, rule, event]) database.exec(sql);
    const refused: [sql: string, reason: RegExp][] = [
      [list.replace('(1,', '(2,'), /UNIQUE.*name/],
      [symbol.replace('0,', '1,'), /UNIQUE.*symbol/],
      [symbol.replace('(1,', '(7,'), /FOREIGN KEY/],
      [rule.replace("'{}'", "'{'").replace('(1,', '(2,'), /CHECK.*json_valid/],
      [event.replace('(1, 1', '(2, 7'), /FOREIGN KEY/],
    ];
    for (const [sql, reason] of refused) expect(() => database.exec(sql), sql).toThrow(reason);
    // A list that was removed does not keep its name from another.
    database.exec('UPDATE watchlists SET removed_at = 1');
    database.exec(list.replace('(1,', '(2,'));
  },

  '0008-jobs.sql': (database, file) => {
    applyTo(database, file);
    const job =
      "INSERT INTO jobs (id, kind, input, status, position, created_at) VALUES (1, 'train', '{}', 'queued', 1, 1)";
    database.exec(job);
    for (const [sql, reason] of [
      [job.replace('(1,', '(2,').replace('queued', 'lost'), /CHECK.*status/],
      [job.replace('(1,', '(2,').replace('{}', '{'), /CHECK.*json_valid/],
    ] as const) {
      expect(() => database.exec(sql), sql).toThrow(reason);
    }
  },

  '0009-runs-and-models.sql': (database, file) => {
    for (const sql of [run, model]) database.exec(sql);
    database.exec("INSERT INTO fold_results VALUES ('r1', x'00', 'hash', 1)");
    database.exec(run.replace("'r1'", "'r2'"));
    applyTo(database, file);
    expect(database.prepare('SELECT kind FROM runs ORDER BY id').pluck().all()).toEqual(['fold', 'training']);
    const epoch = "INSERT INTO run_epochs VALUES ('r1', 1, '{}')";
    const promotion = "INSERT INTO promotions VALUES (1, 'm', 1, 1)";
    for (const sql of [epoch, promotion]) database.exec(sql);
    const refused: [sql: string, reason: RegExp][] = [
      [epoch, /UNIQUE/],
      [epoch.replace("'r1'", "'r9'"), /FOREIGN KEY/],
      [promotion.replace("(1, 'm', 1", "(2, 'm', 9"), /FOREIGN KEY/],
      ["UPDATE models SET tags = '['", /CHECK.*json_valid/],
      ["UPDATE runs SET kind = 'other'", /CHECK.*kind/],
    ];
    for (const [sql, reason] of refused) expect(() => database.exec(sql), sql).toThrow(reason);
  },

  '0010-settings.sql': (database, file) => {
    applyTo(database, file);
    const setting = `INSERT INTO settings VALUES ('theme', '"dark"', 1)`;
    database.exec(setting);
    expect(() => database.exec(setting)).toThrow(/UNIQUE/);
    expect(() => database.exec("INSERT INTO settings VALUES ('palette', 'dark', 1)")).toThrow(/CHECK.*json_valid/);
  },

  '0011-kept-backtests.sql': (database, file) => {
    applyTo(database, file);
    const kept = "INSERT INTO kept_backtests VALUES (1, 'k', NULL, '{}', '{}', x'00', 'hash', 1, NULL)";
    database.exec(kept);
    const refused: [sql: string, reason: RegExp][] = [
      [kept.replace('(1', '(2'), /UNIQUE.*key/],
      [kept.replace("(1, 'k'", "(2, 'l'").replace("'{}', '{}'", "'{', '{}'"), /CHECK.*json_valid/],
      ['UPDATE kept_backtests SET body_hash = NULL', /CHECK/],
    ];
    for (const [sql, reason] of refused) expect(() => database.exec(sql), sql).toThrow(reason);
  },

  '0012-reports.sql': (database, file) => {
    applyTo(database, file);
    const report = "INSERT INTO reports VALUES ('a', 1, NULL, '{}', x'00', 'hash')";
    database.exec(report);
    expect(() => database.exec(report)).toThrow(/UNIQUE/);
    expect(() => database.exec(report.replace("'a'", "'b'").replace("'{}'", "'{'"))).toThrow(/CHECK.*json_valid/);
    expect(() => database.exec(report.replace("'a'", "'c'").replace("x'00'", "'text'"))).toThrow(/cannot store TEXT/);
  },
};

describe('migrations', () => {
  plainIt('are numbered 1, 2, 3, … without a gap, and each has a test', () => {
    const migrations = listMigrations();
    expect(migrations.map((m) => m.version)).toEqual(migrations.map((_, i) => i + 1));
    expect(Object.keys(expectations)).toEqual(migrations.map((m) => m.file));
  });

  for (const { version, file } of listMigrations()) {
    plainIt(`${file} brings what it should to a workspace of version ${version - 1}`, () => {
      const database = migrateTo(version - 1);
      expectations[file]?.(database, file);
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
      database.close();
    });

    it(`a workspace of version ${version} is brought up to date with what it holds`, ({ folder }) => {
      const old = new Database(join(folder, 'almanac.db'));
      registerMigrationFunctions(old);
      for (const migration of listMigrations().filter((m) => m.version <= version)) applyTo(old, migration.file);
      old.pragma(`user_version = ${version}`);
      for (const sql of [instrument, run, model, forecast]) old.exec(sql);
      old.close();

      const store = openStore(folder);
      const { read } = store.database;
      expect(read.pragma('user_version', { simple: true })).toBe(listMigrations().length);
      expect(read.prepare('SELECT symbol FROM instruments').all()).toEqual([{ symbol: 'AAA' }]);
      expect(read.prepare('SELECT id FROM forecasts').all()).toEqual([{ id: 'f1' }]);
      const fresh = migrateTo(listMigrations().length);
      const schema = 'SELECT type, name, sql FROM sqlite_schema ORDER BY name';
      expect(read.prepare(schema).all()).toEqual(fresh.prepare(schema).all());
      fresh.close();
      store.close();
    });
  }
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { bytesOf } from '../kernel/hash.ts';
import { listBackups, verifyBackup } from './backup.ts';
import { findCurrentSnapshot, listSnapshots, noActions, readSnapshot } from './bars.ts';
import { findInstrument } from './instruments.ts';
import { listMigrations } from './migrate.ts';
import { checkIntegrity, openStore } from './open-store.ts';
import { oldBundle, oldForecast, oldHistories, oldSentiment, writeSchema2 } from './schema-2.test-data.ts';
import { readSeries } from './series.ts';
import { countRows, dayMs, it } from './workspace.test-data.ts';

const latest = listMigrations().length;

describe('a workspace of schema 2', () => {
  it('keeps every bar, value, run, model and forecast to the last bit', ({ folder }) => {
    writeSchema2(folder);
    const opened = openStore(folder);
    const { database } = opened;
    for (const { symbol, bars, refused } of oldHistories) {
      const { id } = findInstrument(database, symbol)!;
      const snapshot = findCurrentSnapshot(database, id, '1d')!;
      const back = readSnapshot(database, snapshot);
      // Object.is in every cell.
      expect(back.bars).toStrictEqual(bars);
      expect(back.actions).toStrictEqual(noActions);
      expect(snapshot).toMatchObject({ timeZone: 'UTC', stamps: 'day', findings: [], repairs: [], changes: null });
      expect([snapshot.refusedCount, snapshot.refusedRows.length]).toEqual([refused, refused]);
    }
    const { read } = database;
    expect(read.prepare('SELECT * FROM runs').get()).toMatchObject({
      id: 'r1',
      experiment: '{"seed":1}',
      status: 'done',
    });
    expect(read.prepare('SELECT bundle FROM models').pluck().get()).toEqual(oldBundle);
    expect(read.prepare('SELECT body FROM forecasts').pluck().get()).toBe(oldForecast);
    expect(checkIntegrity(database)).toEqual([]);
    expect(read.pragma('foreign_key_check')).toEqual([]);
    opened.close();
  });

  it('has its series available a day after its time instead of a millisecond', ({ folder }) => {
    writeSchema2(folder);
    const opened = openStore(folder);
    const { database } = opened;
    const series = readSeries(database, 1, 'sentiment')!;
    expect(Buffer.compare(bytesOf(series.time), bytesOf(oldSentiment.time))).toBe(0);
    expect(Buffer.compare(bytesOf(series.value), bytesOf(oldSentiment.value))).toBe(0);
    expect(series.availableAt).toStrictEqual(oldSentiment.time.map((at) => at + dayMs));
    expect(series).toMatchObject({ lagMs: 0, revisions: 'unknown', frequency: 'day', points: 5000 });
    opened.close();
  });

  it.for([
    ['bar_chunks', 'UPDATE bar_chunks SET columns = zeroblob(length(columns)) WHERE snapshot_id = 1'],
    ['bar_chunks', 'UPDATE bar_chunks SET columns = zeroblob(77) WHERE snapshot_id = 1'],
    ['bar_chunks', 'DELETE FROM bar_chunks WHERE snapshot_id = 1'],
  ])('that has damaged bars keeps them damaged, and the others whole: %s, %s', ([, sql], { folder }) => {
    const file = writeSchema2(folder);
    change(file, sql!);
    const opened = openStore(folder);
    const { database } = opened;
    expect(() => readSnapshot(database, listSnapshots(database, 1, '1d')[0]!)).toThrow(AppError);
    expect(readSnapshot(database, listSnapshots(database, 2, '1d')[0]!).bars).toStrictEqual(oldHistories[1]!.bars);
    opened.close();
  });

  it.for([
    'UPDATE series_chunks SET columns = zeroblob(length(columns)) WHERE chunk = 0',
    'UPDATE series_chunks SET columns = zeroblob(3)',
    'DELETE FROM series_chunks WHERE chunk = 1',
  ])('that has a damaged series does not pass it for a sound one: %s', (sql, { folder }) => {
    change(writeSchema2(folder), sql);
    const opened = openStore(folder);
    const { database } = opened;
    expect(() => readSeries(database, 1, 'sentiment')).toThrow(AppError);
    opened.close();
  });

  it('is backed up before it is changed, once', ({ folder }) => {
    writeSchema2(folder);
    openStore(folder).close();
    openStore(folder).close();
    const backups = listBackups(folder);
    expect(backups).toMatchObject([{ schemaVersion: 2 }]);
    const { rows } = verifyBackup(backups[0]!.file);
    expect(rows).toMatchObject({ instruments: 3, snapshots: 3, bar_chunks: 1 + 3 + 2, series: 1, forecasts: 1 });
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
  });

  it('stays as it was where no backup can be made', ({ folder }) => {
    const file = writeSchema2(folder);
    writeFileSync(join(folder, 'backups'), 'in the way');
    const before = readFileSync(file);
    let error: unknown;
    try {
      openStore(folder);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: 'store/backup-failed' });
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('can be brought up to date by several processes at once: nobody fails, one backs up', async ({ folder }) => {
    writeSchema2(folder);
    const code = `
      import { openStore } from ${JSON.stringify(new URL('open-store.ts', import.meta.url).href)};
      process.stdin.once('data', () => { openStore(process.argv[1]).close(); process.exit(0); });
      process.stdout.write('ready');`;
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '--eval', code, folder], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const exits = children.map((child) => once(child, 'exit'));
    await Promise.all(children.map((child) => once(child.stdout, 'data')));
    for (const child of children) child.stdin.write('go');
    expect((await Promise.all(exits)).map(([status]: unknown[]) => status)).toEqual([0, 0, 0, 0]);
    expect(listBackups(folder)).toHaveLength(1);
    const opened = openStore(folder);
    const { database } = opened;
    expect(database.read.pragma('user_version', { simple: true })).toBe(latest);
    expect(countRows(database)).toMatchObject({ instruments: 3, snapshots: 3, series: 1, forecasts: 1 });
    opened.close();
  });

  function change(file: string, sql: string): void {
    const database = new Database(file);
    database.exec(sql);
    database.close();
  }
});

it('a database of another program is refused, and left as it was', ({ folder }) => {
  const file = join(folder, 'almanac.db');
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE songs (title TEXT)');
  database.close();
  const before = readFileSync(file);
  expect(() => openStore(folder)).toThrow(/another program/);
  expect(readFileSync(file).equals(before)).toBe(true);
});

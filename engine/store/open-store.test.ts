import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { describe, expect } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { createRandom } from '../kernel/random.ts';
import { addSnapshot, findCurrentSnapshot, noActions, readSnapshot, type RawBars } from './bars.ts';
import { addInstrument, findInstrument, listInstruments } from './instruments.ts';
import { checkIntegrity, describeStoreError, openStore, transact, type WriteDatabase } from './open-store.ts';
import { listMigrations } from './migrate.ts';
import { addSeries } from './series.ts';
import { countRows, it, makeBars, plainFacts } from './workspace.test-data.ts';

const instrument = { symbol: 'AAA', currency: 'USD', simulated: false };
const latest = listMigrations().at(-1)!.version;

function addHistory(database: WriteDatabase, symbol: string, bars = 600): void {
  const instrumentId = addInstrument(database, { ...instrument, symbol }, 1);
  addSnapshot(database, {
    instrumentId,
    ...plainFacts,
    bars: makeUnlikeBars(symbol, bars),
    actions: noActions,
  });
}

/** Bars that share no chunk with those of another symbol, with values that no encoding makes small. */
function makeUnlikeBars(symbol: string, count: number): RawBars {
  const random = createRandom(symbol.charCodeAt(0));
  const draw = (): Float64Array => Float64Array.from({ length: count }, () => random.uniform());
  return { ...makeBars(count), open: draw(), high: draw(), low: draw(), close: draw(), priceFactor: draw() };
}

/** The AppError that opening the workspace ends in. */
function refuse(folder: string): AppError {
  try {
    openStore(folder).close();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('The workspace was opened.');
}

describe('openStore', () => {
  it('makes a fresh workspace in a folder that does not exist yet', ({ folder }) => {
    const store = openStore(join(folder, 'a', 'b'));
    expect(store.file).toBe(join(folder, 'a', 'b', 'almanac.db'));
    expect(store.database.read.pragma('user_version', { simple: true })).toBe(latest);
    expect(Object.values(countRows(store.database)).every((rows) => rows === 0)).toBe(true);
    expect(checkIntegrity(store.database)).toEqual([]);
    store.close();
  });

  it('keeps what it holds when it is opened again, and while it is open', ({ store }) => {
    addInstrument(store.database, instrument, 1);
    const second = openStore(store.folder);
    expect(findInstrument(second.database, 'AAA')).toEqual({ id: 1, ...instrument });
    second.close();
    store.close();
    const third = openStore(store.folder);
    expect(listInstruments(third.database)).toHaveLength(1);
    expect(third.database.read.pragma('user_version', { simple: true })).toBe(latest);
    third.close();
  });

  it('survives a power cut: write-ahead log, synced at every commit; and holds to its references', ({ database }) => {
    expect(database.write.pragma('journal_mode', { simple: true })).toBe('wal');
    // 2 is FULL.
    expect(database.write.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.write.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('gives a reading handle that cannot write', ({ database }) => {
    expect(() => database.read.exec('DELETE FROM instruments')).toThrow(/readonly/);
  });

  it('can be opened by several processes at once while it is still empty', async ({ folder }) => {
    // A process that opens each folder it is told, and says when it is ready and when it is done.
    const code = `
      import { createInterface } from 'node:readline';
      import { openStore } from ${JSON.stringify(new URL('open-store.ts', import.meta.url).href)};
      process.stdout.write('ready\\n');
      for await (const folder of createInterface(process.stdin)) {
        openStore(folder).close();
        process.stdout.write('opened\\n');
      }`;
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const exits = children.map((child) => once(child, 'exit'));
    const answers = children.map((child) => createInterface(child.stdout)[Symbol.asyncIterator]());
    const answer = () => Promise.all(answers.map(async (lines) => String((await lines.next()).value)));
    try {
      expect(await answer()).toEqual(Array(4).fill('ready'));
      for (let round = 0; round < 25; round++) {
        const workspace = join(folder, `shared-${round}`);
        for (const child of children) child.stdin.write(`${workspace}\n`);
        expect(await answer()).toEqual(Array(4).fill('opened'));
        const store = openStore(workspace);
        expect(store.database.read.pragma('user_version', { simple: true })).toBe(latest);
        store.close();
      }
    } finally {
      for (const child of children) child.stdin.end();
      await Promise.all(exits);
    }
  });

  it('refuses a workspace of a newer Almanac and leaves it as it was', ({ store }) => {
    addInstrument(store.database, instrument, 1);
    store.database.write.pragma(`user_version = ${latest + 1}`);
    store.close();
    const before = readFileSync(store.file);
    const error = refuse(store.folder);
    expect(error.code).toBe('store/newer-schema');
    expect(error.message).toContain(`has schema version ${latest + 1}`);
    expect(error.message).toContain(`up to ${latest}`);
    expect(error.hint).toContain('--workspace');
    expect(readFileSync(store.file).equals(before)).toBe(true);
  });

  it('refuses a path on which a file stands in the way', ({ folder }) => {
    const path = join(folder, 'notes.txt');
    writeFileSync(path, 'mine');
    const error = refuse(path);
    expect(error.code).toBe('store/cannot-open');
    expect(error.hint).toContain('--workspace');
    expect(refuse(join(path, 'deeper')).code).toBe('store/cannot-open');
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it.runIf(process.platform === 'linux')('refuses a folder that cannot be made, and does not hang on it', () => {
    expect(refuse('/proc/almanac/workspace').code).toBe('store/cannot-open');
    expect(existsSync('/proc/almanac')).toBe(false);
  });

  it('refuses a folder in the place of the database', ({ folder }) => {
    mkdirSync(join(folder, 'almanac.db'));
    expect(refuse(folder).code).toBe('store/cannot-open');
  });
});

describe('a damaged workspace', () => {
  it('is refused where the file is no database, and is left as it was', ({ folder }) => {
    const file = join(folder, 'almanac.db');
    const content = 'Date,Open,High,Low,Close\n'.repeat(1000);
    writeFileSync(file, content);
    const error = refuse(folder);
    expect(error.code).toBe('store/damaged');
    expect(error.message).toContain(file);
    expect(error.hint).toMatch(/almanac restore.*almanac restore --salvage/);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  it('is refused where its end is missing', ({ store }) => {
    addHistory(store.database, 'AAA');
    store.close();
    truncateSync(store.file, Math.floor(statSync(store.file).size / 8192) * 4096);
    const before = readFileSync(store.file);
    expect(refuse(store.folder).code).toBe('store/damaged');
    expect(readFileSync(store.file).equals(before)).toBe(true);
  });

  it('never passes for a sound one, whichever page is overwritten', ({ folder, store }) => {
    for (const symbol of ['AAA', 'BBB', 'CCC']) addHistory(store.database, symbol, 200);
    const sound = readAll(store.database);
    const pageSize = Number(store.database.read.pragma('page_size', { simple: true }));
    store.close();
    const good = readFileSync(store.file);
    const random = createRandom(7);
    const copy = join(folder, 'copy');
    mkdirSync(copy);
    const file = join(copy, 'almanac.db');
    let refusedAtOnce = 0;
    for (let at = 0; at < good.length; at += pageSize) {
      const bad = Buffer.from(good);
      for (let i = at; i < at + pageSize; i++) bad[i] = random.integer(256);
      writeFileSync(file, bad);
      const { code, hint, message } = refuseOrRead(copy, sound);
      expect(code, `page ${at / pageSize + 1}`).toBe('store/damaged');
      expect(hint).toMatch(/almanac restore.*almanac restore --salvage/);
      if (message.includes('is not a readable workspace database')) refusedAtOnce++;
      expect(readFileSync(file).equals(bad), `page ${at / pageSize + 1}`).toBe(true);
    }
    // Only the last page of a blob can hide until the blob is read: nothing but values lies on it.
    expect(good.length / pageSize).toBeGreaterThan(25);
    expect(refusedAtOnce).toBeGreaterThanOrEqual(good.length / pageSize - 3);
  });

  it('is found by the check of integrity, and refused, where a page belongs to nobody', ({ store }) => {
    addInstrument(store.database, instrument, 1);
    store.close();
    // Without its entry in the schema the page of the index belongs to nobody.
    const raw = new Database(store.file);
    raw.unsafeMode();
    raw.pragma('writable_schema = ON');
    raw.exec("DELETE FROM sqlite_schema WHERE name = 'snapshots_by_instrument'");
    raw.close();
    const copy = `${store.file}-copy`;
    copyFileSync(store.file, copy);
    const read = new Database(copy, { readonly: true });
    expect(checkIntegrity({ read })).not.toEqual([]);
    read.close();
    expect(refuse(store.folder).code).toBe('store/damaged');
  });

  function readAll(database: WriteDatabase) {
    return listInstruments(database).map(({ id, symbol }) => {
      const snapshot = findCurrentSnapshot(database, id, '1d');
      return { symbol, history: snapshot && readSnapshot(database, snapshot) };
    });
  }

  /** Like refuse, but the damage may also show when the bars are read; wrong bars must never come out. */
  function refuseOrRead(folder: string, sound: ReturnType<typeof readAll>): AppError {
    let store;
    try {
      store = openStore(folder);
      expect(readAll(store.database)).toEqual(sound);
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    } finally {
      store?.close();
    }
    throw new Error('The damage was not found.');
  }
});

describe('transact', () => {
  it('keeps all of it', ({ database }) => {
    const result = transact(database, () => {
      addHistory(database, 'AAA');
      return 'done';
    });
    expect(result).toBe('done');
    expect(countRows(database)).toMatchObject({ instruments: 1, snapshots: 1, snapshot_chunks: 8 });
  });

  it('keeps nothing of work that throws in the middle, and what was there before', ({ database }) => {
    addHistory(database, 'AAA');
    const before = countRows(database);
    const work = () => {
      addHistory(database, 'BBB', 5000);
      addSeries(database, {
        instrumentId: 1,
        name: 'sentiment',
        sourceName: 'x.csv',
        lagMs: 0,
        revisions: 'never',
        frequency: 'day',
        note: '',
        createdAt: 1,
        time: Float64Array.of(0),
        availableAt: Float64Array.of(1),
        value: Float64Array.of(0.5),
      });
      throw new Error('in the middle');
    };
    expect(() => {
      transact(database, work);
    }).toThrow('in the middle');
    expect(countRows(database)).toEqual(before);
    expect(findInstrument(database, 'BBB')).toBeUndefined();
    // The connection is free again: nothing hangs in an open transaction.
    addHistory(database, 'BBB');
    expect(countRows(database).snapshots).toBe(2);
  });

  it('shows nothing to readers before all of it is there', ({ database }) => {
    transact(database, () => {
      addHistory(database, 'AAA');
      expect(findInstrument(database, 'AAA')).toBeUndefined();
    });
    expect(findInstrument(database, 'AAA')).toBeDefined();
  });
});

it('the write-ahead log is folded into the one file when the workspace is closed', ({ store }) => {
  addHistory(store.database, 'AAA');
  expect(existsSync(`${store.file}-wal`)).toBe(true);
  store.close();
  expect(existsSync(`${store.file}-wal`)).toBe(false);
});

describe('a failure of the database', () => {
  it.for([
    ['SQLITE_FULL', 'store/disk-full'],
    ['SQLITE_IOERR_WRITE', 'store/disk-full'],
    ['SQLITE_BUSY_SNAPSHOT', 'store/busy'],
    ['SQLITE_READONLY_DIRECTORY', 'store/read-only'],
    ['SQLITE_CORRUPT_VTAB', 'store/damaged'],
  ] as const)('%s is told as %s', ([code, told]) => {
    expect(describeStoreError(new Database.SqliteError('a reason', code))).toMatchObject({ code: told });
  });

  it('that is a bug stays as it is', () => {
    const bug = new Database.SqliteError('UNIQUE constraint failed', 'SQLITE_CONSTRAINT_UNIQUE');
    expect(describeStoreError(bug)).toBe(bug);
    expect(describeStoreError(new TypeError('no'))).toBeInstanceOf(TypeError);
  });
});

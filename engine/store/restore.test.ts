import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { backUp } from './backup.ts';
import { addInstrument, listInstruments } from './instruments.ts';
import { listMigrations } from './migrate.ts';
import { openStore, type Store } from './open-store.ts';
import { restoreWorkspace } from './restore.ts';
import { writeSchema2 } from './schema-2.test-data.ts';
import { it } from './workspace.test-data.ts';

function addSymbol({ database }: Store, symbol: string): void {
  addInstrument(database, { symbol, currency: 'USD', simulated: false }, 1);
}

/** The symbols of the workspace in a folder. */
function readSymbols(folder: string): string[] {
  const store = openStore(folder);
  const symbols = listInstruments(store.database).map(({ symbol }) => symbol);
  store.close();
  return symbols;
}

describe('restoreWorkspace', () => {
  it('goes back to the latest backup and sets the database from before aside, whole', ({ store }) => {
    addSymbol(store, 'AAA');
    backUp(store.folder);
    addSymbol(store, 'BBB');
    const { file } = backUp(store.folder);
    addSymbol(store, 'CCC');
    store.close();
    const before = readFileSync(store.file);
    const report = restoreWorkspace(store.folder, 'latest');
    expect(report.backup).toMatchObject({ file, rows: { instruments: 2 } });
    expect(readSymbols(store.folder)).toEqual(['AAA', 'BBB']);
    expect(readFileSync(join(report.setAside!, 'almanac.db')).equals(before)).toBe(true);
    expect(readSymbols(report.setAside!)).toEqual(['AAA', 'BBB', 'CCC']);
    expect(existsSync(file)).toBe(true);
    expect(readdirSync(store.folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('takes the place of a database that is damaged, or gone, with a log that belongs to none', ({ store }) => {
    addSymbol(store, 'AAA');
    const { file } = backUp(store.folder);
    store.close();
    writeFileSync(store.file, 'no database');
    writeFileSync(`${store.file}-wal`, 'no log');
    const { setAside } = restoreWorkspace(store.folder, file);
    expect(readFileSync(join(setAside!, 'almanac.db'), 'utf8')).toBe('no database');
    expect(readFileSync(join(setAside!, 'almanac.db-wal'), 'utf8')).toBe('no log');
    expect(readSymbols(store.folder)).toEqual(['AAA']);
    rmSync(store.file);
    expect(restoreWorkspace(store.folder, file).setAside).toBeNull();
    expect(readSymbols(store.folder)).toEqual(['AAA']);
  });

  it('restores a backup of an older schema, which is brought up to date when it is opened', ({ folder }) => {
    writeSchema2(folder);
    openStore(folder).close();
    expect(restoreWorkspace(folder, 'latest').backup.schemaVersion).toBe(2);
    expect(readSymbols(folder)).toEqual(['AAA', 'BBB', 'CCC']);
  });

  it('restores what lies in the log beside a copy as well, and leaves both as they are', ({ folder, store }) => {
    addSymbol(store, 'AAA');
    store.database.write.pragma('wal_checkpoint(TRUNCATE)');
    addSymbol(store, 'BBB');
    const copy = join(folder, 'copy.db');
    for (const suffix of ['', '-wal']) copyFileSync(`${store.file}${suffix}`, `${copy}${suffix}`);
    store.close();
    const before = ['', '-wal'].map((suffix) => readFileSync(`${copy}${suffix}`));
    expect(before[1]!.length).toBeGreaterThan(0);
    const { backup } = restoreWorkspace(store.folder, copy);
    expect(backup.rows.instruments).toBe(2);
    expect(readSymbols(store.folder)).toEqual(['AAA', 'BBB']);
    expect(['', '-wal'].map((suffix) => readFileSync(`${copy}${suffix}`))).toEqual(before);
  });

  it('refuses a copy beside which the log of another workspace lies', ({ folder, store }) => {
    const other = openStore(join(folder, 'other'));
    addSymbol(other, 'AAA');
    const { file } = backUp(other.folder);
    other.close();
    // Only a log that holds page 1 can be told from the copy's own.
    store.database.write.pragma('user_version = 1');
    writeFileSync(`${file}-wal`, readFileSync(`${store.file}-wal`));
    const before = readFileSync(file);
    expect(() => restoreWorkspace(other.folder, file)).toThrow(
      expect.objectContaining({ code: 'store/backup-damaged' }),
    );
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readSymbols(other.folder)).toEqual(['AAA']);
  });

  it('refuses while the workspace is open, and leaves it as it is', ({ store }) => {
    addSymbol(store, 'AAA');
    backUp(store.folder);
    addSymbol(store, 'BBB');
    expect(() => restoreWorkspace(store.folder, 'latest')).toThrow(expect.objectContaining({ code: 'store/busy' }));
    expect(listInstruments(store.database)).toHaveLength(2);
    addSymbol(store, 'CCC');
    store.close();
    expect(readSymbols(store.folder)).toEqual(['AAA', 'BBB', 'CCC']);
    expect(readdirSync(store.folder).filter((name) => /damaged|partial/.test(name))).toEqual([]);
  });

  it.for([
    ['latest', 'store/no-backup'],
    ['none.db', 'store/no-backup'],
    ['bad.db', 'store/backup-damaged'],
    ['newer.db', 'store/newer-schema'],
  ] as const)('refuses %s with %s and changes nothing', ([name, code], { folder, store }) => {
    addSymbol(store, 'AAA');
    const file = (path: string) => join(folder, path);
    writeFileSync(file('bad.db'), 'bad');
    const newer = openStore(file('newer'));
    newer.database.write.pragma(`user_version = ${listMigrations().length + 1}`);
    newer.close();
    mkdirSync(file('x'));
    writeFileSync(file('newer.db'), readFileSync(newer.file));
    store.close();
    const before = readFileSync(store.file);
    const from = name === 'latest' ? name : file(name);
    expect(() => restoreWorkspace(store.folder, from)).toThrow(expect.objectContaining({ code }));
    expect(readFileSync(store.file).equals(before)).toBe(true);
    expect(readdirSync(store.folder)).toEqual(['almanac.db']);
  });
});

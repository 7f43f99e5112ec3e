import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { backUp, backUpBeforeMigration, listBackups, nameTime, verifyBackup } from './backup.ts';
import { addSnapshot, noActions } from './bars.ts';
import { addInstrument } from './instruments.ts';
import { listMigrations } from './migrate.ts';
import { openStore, type Store } from './open-store.ts';
import { flipBits, it, makeBars, plainFacts } from './workspace.test-data.ts';

const clock = { now: () => Date.UTC(2026, 0, 31, 23, 59, 59, 7), newId: () => 'id' };

function fill({ database }: Store): void {
  const instrumentId = addInstrument(database, { symbol: 'AAA', currency: 'USD', simulated: false }, 1);
  addSnapshot(database, { instrumentId, ...plainFacts, bars: makeBars(300), actions: noActions });
}

describe('backUp', () => {
  it('makes a sound copy of all rows while the workspace is open, in its folder backups', ({ store }) => {
    fill(store);
    const backup = backUp(store.folder, { clock });
    const latest = listMigrations().length;
    expect(backup.file).toBe(join(store.folder, 'backups', `almanac-schema-${latest}-20260131T235959.007Z.db`));
    expect(backup.rows).toMatchObject({ instruments: 1, snapshots: 1, snapshot_chunks: 8 });
    expect(backup).toMatchObject({ schemaVersion: latest, bytes: statSync(backup.file).size });
    expect(verifyBackup(backup.file).rows).toEqual(backup.rows);
    // One file, with nothing beside it that it would need.
    expect(readdirSync(join(store.folder, 'backups'))).toHaveLength(1);
  });

  it('gives two backups of one millisecond two names, newest first', ({ store }) => {
    const files = [backUp(store.folder, { clock }), backUp(store.folder, { clock })].map(({ file }) => file);
    expect(listBackups(store.folder).map(({ file }) => file)).toEqual(files.reverse());
    expect(listBackups(store.folder)[1]).toMatchObject({ createdAt: clock.now() });
    expect(nameTime(clock.now())).toBe('20260131T235959.007Z');
  });

  it('writes to another file where it is told to, and overwrites nothing', ({ folder, store }) => {
    fill(store);
    const to = join(folder, 'elsewhere', 'copy.db');
    expect(backUp(store.folder, { to }).file).toBe(to);
    expect(listBackups(store.folder)).toEqual([]);
    const before = readFileSync(to);
    expect(() => backUp(store.folder, { to })).toThrow(expect.objectContaining({ code: 'store/backup-exists' }));
    expect(readFileSync(to).equals(before)).toBe(true);
  });

  it('says where there is no workspace, and makes none', ({ folder }) => {
    expect(() => backUp(join(folder, 'none'))).toThrow(expect.objectContaining({ code: 'store/no-workspace' }));
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('leaves nothing behind where it fails', ({ store }) => {
    writeFileSync(join(store.folder, 'backups'), 'in the way');
    expect(() => backUp(store.folder)).toThrow(expect.objectContaining({ code: 'store/backup-failed' }));
    expect(readFileSync(join(store.folder, 'backups'), 'utf8')).toBe('in the way');
  });

  it('waits for nobody for long: a workspace that is being written is busy', ({ store }) => {
    store.database.write.exec('BEGIN IMMEDIATE');
    expect(() => backUp(store.folder)).toThrow(expect.objectContaining({ code: 'store/busy' }));
    store.database.write.exec('ROLLBACK');
  });

  it('does not pass a damaged workspace on', ({ store }) => {
    fill(store);
    store.close();
    truncateSync(store.file, 8192);
    expect(() => backUp(store.folder)).toThrow(expect.objectContaining({ code: 'store/damaged' }));
    expect(listBackups(store.folder)).toEqual([]);
  });
});

describe('backUp of flipped bits', () => {
  it('does not pass bars on that are not as they were stored, and names them', ({ store }) => {
    fill(store);
    flipBits(store.database, 'snapshot_chunks');
    expect(() => backUp(store.folder)).toThrow(
      expect.objectContaining({
        code: 'store/damaged',
        message: expect.stringContaining('bars of AAA (1d)') as string,
      }),
    );
    expect(readdirSync(join(store.folder, 'backups'))).toEqual([]);
  });

  it('lets a migration have its backup all the same', ({ store }) => {
    fill(store);
    flipBits(store.database, 'snapshot_chunks');
    const { file } = backUpBeforeMigration(store.file, listMigrations().length, clock);
    expect(() => verifyBackup(file)).toThrow(
      expect.objectContaining({
        code: 'store/backup-damaged',
        message: expect.stringContaining('bars of AAA (1d)') as string,
      }),
    );
  });
});

describe('verifyBackup', () => {
  it('refuses what is missing, damaged, or no workspace', ({ folder, store }) => {
    fill(store);
    const { file } = backUp(store.folder);
    const sound = readFileSync(file);
    const refuse = (content: Uint8Array): unknown => {
      const bad = join(folder, 'bad.db');
      writeFileSync(bad, content);
      try {
        return verifyBackup(bad);
      } catch (error) {
        return error instanceof AppError ? error.code : error;
      }
    };
    expect(refuse(sound)).toMatchObject({ rows: { instruments: 1 } });
    expect(refuse(sound.subarray(0, -4096))).toBe('store/backup-damaged');
    expect(refuse(Buffer.concat([sound.subarray(0, 4096), Buffer.alloc(4096), sound.subarray(8192)]))).toBe(
      'store/backup-damaged',
    );
    expect(refuse(Buffer.from('a text'))).toBe('store/backup-damaged');
    expect(refuse(new Uint8Array(0))).toBe('store/backup-damaged');
    expect(() => verifyBackup(join(folder, 'none.db'))).toThrow(expect.objectContaining({ code: 'store/no-backup' }));
    const other = new Database(join(folder, 'other.db'));
    other.exec('CREATE TABLE songs (title TEXT)');
    other.close();
    expect(() => verifyBackup(join(folder, 'other.db'))).toThrow(/no workspace of Almanac/);
  });

  it('sees only whole backups in the folder', ({ store }) => {
    mkdirSync(join(store.folder, 'backups'));
    writeFileSync(join(store.folder, 'backups', 'almanac-schema-3-20260131T235959.007Z.db.12.partial'), '');
    writeFileSync(join(store.folder, 'backups', 'notes.txt'), '');
    expect(listBackups(store.folder)).toEqual([]);
    expect(openStore(store.folder).database.read.open).toBe(true);
  });
});

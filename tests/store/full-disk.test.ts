import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { backUp } from '#engine/store/backup.ts';
import { addSnapshot, noActions } from '#engine/store/bars.ts';
import { describeStoreError, openStore, transact, type WriteDatabase } from '#engine/store/open-store.ts';
import { writeSchema2 } from '#engine/store/schema-2.test-data.ts';
import { withFolder } from '../cli/run-almanac.ts';
import { makeHistory, makeWorkspace } from './history.ts';
import { readNumbers } from './read-numbers.ts';

function append(database: WriteDatabase, n: number): void {
  transact(database, (transaction) => {
    addSnapshot(transaction, {
      ...{ instrumentId: 1, timeframe: '1d', format: 'yahoo', sourceName: `${n}`, timeZone: 'UTC', stamps: 'day' },
      ...{ adjustment: 'none', refusedRows: [], refusedCount: 0, findings: [], repairs: [], changes: null },
      ...{ bars: makeHistory(n), actions: noActions, createdAt: n },
    });
    const insert = transaction.write.prepare("INSERT INTO forecasts VALUES (?, 1, 'AAA', ?, ?, ?)");
    for (let k = 0; k < 3; k++) insert.run(`${n}-${k}`, n, n, JSON.stringify({ id: `${n}-${k}` }));
  });
}

/** Appends until nothing fits any more; returns how many were acknowledged and what the user is told. */
function fill(database: WriteDatabase): { acknowledged: number; told: unknown } {
  for (let n = 0; n < 10_000; n++) {
    try {
      append(database, n);
    } catch (error) {
      return { acknowledged: n, told: describeStoreError(error) };
    }
  }
  throw new Error('the disk never became full');
}

it('a database that may not grow keeps what was acknowledged, and says why it takes no more', () =>
  withFolder((folder) => {
    makeWorkspace(folder);
    const store = openStore(folder);
    const pages = Number(store.database.write.pragma('page_count', { simple: true }));
    store.database.write.pragma(`max_page_count = ${pages + 60}`);
    const { acknowledged, told } = fill(store.database);
    expect(told).toMatchObject({ code: 'store/disk-full' });
    expect(acknowledged).toBeGreaterThan(1);
    store.close();
    expect(readNumbers(folder)).toEqual(Array.from({ length: acknowledged }, (_, n) => n));
    return Promise.resolve();
  }));

/** Mounts a disk of this size on a folder; false where this user may not. */
function mount(folder: string, bytes: number): boolean {
  mkdirSync(folder, { recursive: true });
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]).status === 0;
}

const canMount = await withFolder((folder) => {
  const mounted = mount(join(folder, 'disk'), 65_536);
  if (mounted) spawnSync('umount', [join(folder, 'disk')]);
  return Promise.resolve(mounted);
});
if (!canMount)
  process.stderr.write('SKIPPED: no disk can be mounted here, so a disk that is really full is not tested.\n');

describe.skipIf(!canMount)('on a disk that is full', () => {
  function withDisk(bytes: number, work: (disk: string, folder: string) => void): Promise<void> {
    return withFolder((folder) => {
      const disk = join(folder, 'disk');
      expect(mount(disk, bytes)).toBe(true);
      try {
        work(disk, folder);
      } finally {
        spawnSync('umount', [disk]);
      }
      return Promise.resolve();
    });
  }

  it('what was acknowledged stays, and there is room again once something was removed', () =>
    withDisk(2_000_000, (disk) => {
      const workspace = join(disk, 'workspace');
      makeWorkspace(workspace);
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(300_000));
      const store = openStore(workspace);
      const { acknowledged, told } = fill(store.database);
      expect(told).toMatchObject({ code: 'store/disk-full' });
      expect(told).toBeInstanceOf(AppError);
      expect(acknowledged).toBeGreaterThan(1);
      rmSync(join(disk, 'ballast'));
      append(store.database, acknowledged);
      store.close();
      expect(readNumbers(workspace)).toEqual(Array.from({ length: acknowledged + 1 }, (_, n) => n));
    }));

  it('no workspace is made, and the error says why', () =>
    withDisk(16_384, (disk) => {
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(8192));
      let told: unknown;
      try {
        openStore(join(disk, 'workspace')).close();
      } catch (error) {
        told = error;
      }
      expect(told).toMatchObject({ code: 'store/disk-full' });
    }));

  it('a workspace of an older schema stays as it was, without half a backup', () =>
    withDisk(4_000_000, (disk) => {
      const file = writeSchema2(disk);
      const before = readFileSync(file);
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(4_000_000 - before.length - 300_000));
      let told: unknown;
      try {
        openStore(disk).close();
      } catch (error) {
        told = error;
      }
      expect(told).toMatchObject({ code: 'store/backup-failed' });
      expect(readdirSync(join(disk, 'backups'))).toEqual([]);
      expect(readFileSync(file).equals(before)).toBe(true);
      expect(existsSync(`${file}-wal`)).toBe(false);
    }));

  it('a backup to it fails whole, and the workspace goes on', () =>
    withDisk(65_536, (disk, folder) => {
      const workspace = join(folder, 'workspace');
      makeWorkspace(workspace);
      expect(() => backUp(workspace, { to: join(disk, 'copy.db') })).toThrow(
        expect.objectContaining({ code: 'store/backup-failed' }),
      );
      expect(readdirSync(disk)).toEqual([]);
      expect(readNumbers(workspace)).toEqual([]);
    }));
});

import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { it } from '../store/workspace.test-data.ts';
import { listImportFiles } from './list-import-files.ts';

const pathsOf = async (paths: readonly string[]): Promise<string[]> =>
  (await listImportFiles(paths)).map(({ path }) => path);

describe('listImportFiles', () => {
  it('takes the price files of a folder and of the folders in it, by name', async ({ folder }) => {
    mkdirSync(join(folder, 'deeper'));
    mkdirSync(join(folder, '.hidden'));
    const taken = ['C.CSV.GZ', 'a.csv.gz', 'b.csv', 'deeper/d.zip', 'deeper/e.json', 'notes.txt'];
    for (const name of [...taken, 'a.csv.bak', 'csv', '.hidden/f.csv', '.g.csv']) writeFileSync(join(folder, name), '');
    expect(await pathsOf([folder])).toEqual(taken.map((name) => join(folder, name)));
  });

  it('takes a file whatever its name, in the order given, and each one once', async ({ folder }) => {
    const [a, b, odd] = ['a.csv', 'b.csv', 'prices.dat'].map((name) => join(folder, name)) as [string, string, string];
    for (const path of [a, b, odd]) writeFileSync(path, '');
    expect(await pathsOf([odd, b, folder, b])).toEqual([odd, b, a]);
  });

  it('says of a text in a folder that it may be no price file, and of a factor file that it is none', async ({
    folder,
  }) => {
    mkdirSync(join(folder, 'factor_files'));
    for (const name of ['notes.txt', 'aapl.csv', 'factor_files/aapl.csv']) writeFileSync(join(folder, name), '');
    const files = await listImportFiles([folder]);
    expect(files.map(({ isSurelyPrices, skipReason }) => [isSurelyPrices, skipReason !== null])).toEqual([
      [true, false],
      [true, true],
      [false, false],
    ]);
  });

  it('does not walk in circles', async ({ folder }) => {
    writeFileSync(join(folder, 'a.csv'), '');
    symlinkSync(folder, join(folder, 'again'));
    expect(await pathsOf([folder])).toEqual([join(folder, 'a.csv')]);
  });

  it('names a link that leads nowhere, and goes on', async ({ folder }) => {
    for (const name of ['a.csv', 'c.csv']) writeFileSync(join(folder, name), '');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'b.csv'));
    symlinkSync(join(folder, 'd.csv'), join(folder, 'd.csv'));
    expect((await listImportFiles([folder])).map(({ skipReason }) => skipReason)).toEqual([
      null,
      `There is no file at ${join(folder, 'b.csv')}.`,
      null,
      `${join(folder, 'd.csv')} could not be read (ELOOP).`,
    ]);
  });

  it.skipIf(process.platform === 'win32')('names a folder that may not be read, and goes on', async ({ folder }) => {
    const locked = join(folder, 'b');
    mkdirSync(locked);
    for (const name of ['a.csv', 'b/b.csv', 'c.csv']) writeFileSync(join(folder, name), '');
    chmodSync(folder, 0o755);
    chmodSync(locked, 0);
    // Nothing is locked for root, so it is asked as someone else.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect((await listImportFiles([folder])).map(({ path, skipReason }) => [path, skipReason])).toEqual([
        [join(folder, 'a.csv'), null],
        [locked, `${locked} could not be read (EACCES).`],
        [join(folder, 'c.csv'), null],
      ]);
      // What was asked for by name is no matter of skipping.
      await expect(listImportFiles([locked])).rejects.toMatchObject({ code: 'import/unreadable-file' });
      await expect(listImportFiles([join(locked, 'b.csv')])).rejects.toMatchObject({ code: 'import/unreadable-file' });
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(locked, 0o755);
    }
  });

  it('refuses more files than it may list, also in one flat folder', async ({ folder }) => {
    for (let i = 0; i < 5; i++) writeFileSync(join(folder, `${i}.csv`), '');
    expect(await listImportFiles([folder], 5)).toHaveLength(5);
    await expect(listImportFiles([folder], 4)).rejects.toMatchObject({ code: 'import/too-many-files' });
  });

  it('refuses a path that leads nowhere and a folder without price files', async ({ folder }) => {
    const missing = join(folder, 'missing');
    await expect(listImportFiles([missing])).rejects.toMatchObject({
      code: 'import/file-not-found',
      message: `There is no file at ${missing}.`,
    });
    writeFileSync(join(folder, 'notes.md'), '');
    await expect(listImportFiles([folder])).rejects.toMatchObject({ name: 'AppError', code: 'import/no-files' });
  });
});

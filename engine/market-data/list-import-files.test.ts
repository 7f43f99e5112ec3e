import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
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

  it('refuses a path that leads nowhere and a folder without price files', async ({ folder }) => {
    const missing = join(folder, 'missing');
    await expect(listImportFiles([missing])).rejects.toMatchObject({
      code: 'import/file-not-found',
      message: `There is no file or folder ${missing}.`,
    });
    writeFileSync(join(folder, 'notes.md'), '');
    await expect(listImportFiles([folder])).rejects.toMatchObject({ name: 'AppError', code: 'import/no-files' });
  });
});

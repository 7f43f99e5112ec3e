import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { it } from '../store/workspace.test-data.ts';
import { listPriceFiles } from './list-price-files.ts';

describe('listPriceFiles', () => {
  it('takes the price files that lie directly in a folder, by name', async ({ folder }) => {
    for (const name of ['b.csv', 'C.CSV.GZ', 'a.csv.gz', 'notes.txt', 'a.csv.bak', 'csv', 'x.gz']) {
      writeFileSync(join(folder, name), '');
    }
    mkdirSync(join(folder, 'deeper'));
    writeFileSync(join(folder, 'deeper', 'd.csv'), '');
    expect(await listPriceFiles([folder])).toEqual(['C.CSV.GZ', 'a.csv.gz', 'b.csv'].map((name) => join(folder, name)));
  });

  it('takes a file whatever its name, in the order given, and each one once', async ({ folder }) => {
    const [a, b, odd] = ['a.csv', 'b.csv', 'prices.txt'].map((name) => join(folder, name)) as [string, string, string];
    for (const path of [a, b, odd]) writeFileSync(path, '');
    expect(await listPriceFiles([odd, b, folder, b])).toEqual([odd, b, a]);
  });

  it('refuses a path that leads nowhere and a folder without price files', async ({ folder }) => {
    const missing = join(folder, 'missing');
    await expect(listPriceFiles([missing])).rejects.toMatchObject({
      code: 'import/file-not-found',
      message: `There is no file or folder ${missing}.`,
    });
    writeFileSync(join(folder, 'notes.txt'), '');
    await expect(listPriceFiles([folder])).rejects.toMatchObject({ name: 'AppError', code: 'import/no-files' });
  });
});

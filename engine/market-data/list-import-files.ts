import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#contract/errors.ts';

const PRICE_FILE = /\.csv(\.gz)?$/i;

/**
 * The files to import: a file as it is, a folder as the .csv and .csv.gz files directly in it, by name.
 * Errors: import/file-not-found, import/no-files where a folder holds none.
 */
export async function listPriceFiles(paths: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(paths.map(listOne));
  return [...new Set(lists.flat())];
}

async function listOne(path: string): Promise<string[]> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (cause) {
    throw new AppError('import/file-not-found', `There is no file or folder ${path}.`, 'Check the path.', { cause });
  }
  if (!isFolder) return [path];
  const names = (await readdir(path)).filter((name) => PRICE_FILE.test(name)).sort();
  if (names.length === 0) {
    throw new AppError(
      'import/no-files',
      `The folder ${path} holds no .csv or .csv.gz file.`,
      'Give the folder that the files lie in directly, or the files themselves.',
    );
  }
  return names.map((name) => join(path, name));
}

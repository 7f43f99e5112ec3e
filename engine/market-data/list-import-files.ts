import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { isLeanCompanionFile } from './adjustment/lean-factor-file.ts';

const PRICE_FILE = /\.(csv|tsv|txt|json|zip)(\.gz)?$/i;

/** Deeper folders and more files than these are no collection of prices but, say, a whole disk. */
const MAX_DEPTH = 8;
const MAX_FILES = 100_000;

export interface ImportFile {
  readonly path: string;
  readonly bytes: number;
  /** False for a .txt or .json that was come upon in a folder: it may as well be a note about the data. */
  readonly isSurelyPrices: boolean;
  /** Why it will not be read, or null. */
  readonly skipReason: string | null;
}

/**
 * The files to import: a file as it is, a folder as the price files in it and in its folders, by name. Hidden files
 * and folders are passed over. Errors: import/file-not-found, import/no-files, import/too-many-files.
 */
export async function listImportFiles(paths: readonly string[]): Promise<ImportFile[]> {
  const files = new Map<string, ImportFile>();
  for (const path of paths) for (const file of await listOne(path)) files.set(file.path, file);
  return [...files.values()];
}

async function listOne(path: string): Promise<ImportFile[]> {
  let info;
  try {
    info = await stat(path);
  } catch (cause) {
    throw new AppError('import/file-not-found', `There is no file or folder ${path}.`, 'Check the path.', { cause });
  }
  if (!info.isDirectory()) return [{ path, bytes: info.size, isSurelyPrices: true, skipReason: null }];
  const files: ImportFile[] = [];
  await walk(path, 0, files);
  if (files.length > 0) return files;
  throw new AppError(
    'import/no-files',
    `The folder ${path} holds no price file (.csv, .tsv, .txt, .json or .zip, plain or .gz).`,
    'Give the folder that the files lie in, or the files themselves.',
  );
}

async function walk(folder: string, depth: number, files: ImportFile[]): Promise<void> {
  if (depth > MAX_DEPTH || files.length > MAX_FILES) {
    throw new AppError(
      'import/too-many-files',
      `${folder} lies ${depth} folders deep, or more than ${MAX_FILES} files were found.`,
      'Give the folder with the prices itself.',
    );
  }
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) {
      await walk(path, depth + 1, files);
    } else if (PRICE_FILE.test(entry.name) || extname(entry.name).toLowerCase() === '.gz') {
      const info = await stat(path);
      if (!info.isFile()) continue;
      files.push({
        path,
        bytes: info.size,
        isSurelyPrices: !/\.(txt|json)(\.gz)?$/i.test(basename(path)),
        skipReason: isLeanCompanionFile(path) ? 'a factor or map file of LEAN, read together with the prices' : null,
      });
    }
  }
}

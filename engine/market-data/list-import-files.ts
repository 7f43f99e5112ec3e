import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { describeLeanCompanion } from './adjustment/lean-factor-file.ts';
import { describeFileError } from './containers/read-stored-bytes.ts';
import { extensionsInWords, isImportFileName, mayBeNote } from './price-file-names.ts';

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
 * and folders are passed over; what cannot be read is listed with the reason. `maxFiles` holds for each path.
 * Errors: import/file-not-found, import/unreadable-file, import/no-files, import/too-many-files.
 */
export async function listImportFiles(paths: readonly string[], maxFiles = MAX_FILES): Promise<ImportFile[]> {
  const files = new Map<string, ImportFile>();
  for (const path of paths) for (const file of await listOne(path, maxFiles)) files.set(file.path, file);
  return [...files.values()];
}

async function listOne(path: string, maxFiles: number): Promise<ImportFile[]> {
  const files: ImportFile[] = [];
  try {
    const info = await stat(path);
    if (!info.isDirectory()) return [{ path, bytes: info.size, isSurelyPrices: true, skipReason: null }];
    await walk(path, 0, maxFiles, files);
  } catch (cause) {
    throw describeFileError(cause, path, path);
  }
  if (files.length > 0) return files;
  throw new AppError(
    'import/no-files',
    `The folder ${path} holds no price file (${extensionsInWords} or .zip, plain or .gz).`,
    'Give the folder that the files lie in, or the files themselves.',
  );
}

async function walk(folder: string, depth: number, maxFiles: number, files: ImportFile[]): Promise<void> {
  if (depth > MAX_DEPTH) throw tooMany(`${folder} lies ${depth} folders deep; at most ${MAX_DEPTH} are looked into.`);
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || !(entry.isDirectory() || isImportFileName(entry.name))) continue;
    try {
      if (entry.isDirectory()) {
        await walk(path, depth + 1, maxFiles, files);
        continue;
      }
      const info = await stat(path);
      if (!info.isFile()) continue;
      files.push({
        path,
        bytes: info.size,
        isSurelyPrices: !mayBeNote(entry.name),
        skipReason: describeLeanCompanion(path),
      });
    } catch (cause) {
      // A link that leads nowhere, or a folder of someone else: the others are read all the same.
      files.push({ path, bytes: 0, isSurelyPrices: false, skipReason: describeSkip(cause, path) });
    }
    if (files.length > maxFiles) throw tooMany(`${folder} and what lies before it hold more than ${maxFiles} files.`);
  }
}

/** Why the operating system does not let a path be read; whatever is no such reason is thrown. */
function describeSkip(cause: unknown, path: string): string {
  const error = describeFileError(cause, path, path);
  if (error === cause || !(error instanceof AppError)) throw error;
  return error.message;
}

function tooMany(message: string): AppError {
  return new AppError('import/too-many-files', message, 'Give the folder with the prices itself.');
}

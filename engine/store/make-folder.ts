import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder, and those above it that are missing, one at a time: mkdirSync with `recursive` never returns where
 * a file system such as /proc says of every new folder that its parent is missing. Throws the error of the file
 * system where the folder cannot be made, is no folder, or cannot be written.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  let ancestor = resolve(folder);
  while (!existsSync(ancestor) && dirname(ancestor) !== ancestor) {
    missing.unshift(ancestor);
    ancestor = dirname(ancestor);
  }
  if (!statSync(ancestor).isDirectory()) throw new Error(`${ancestor} is not a folder`);
  accessSync(ancestor, constants.R_OK | constants.W_OK);
  for (const path of missing) {
    try {
      mkdirSync(path);
    } catch (error) {
      // Another process may have made the same folder meanwhile.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

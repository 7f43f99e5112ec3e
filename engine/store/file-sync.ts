import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** Returns when the content of a file is on the disk, and not in a cache only. */
export function syncFile(file: string): void {
  // A file must be open for writing to be synced on Windows.
  sync(file, 'r+');
}

/** Returns when it is on the disk that this path leads to the file. Windows knows no such order, and needs none. */
export function syncName(file: string): void {
  if (process.platform !== 'win32') sync(dirname(file), 'r');
}

function sync(path: string, flags: string): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

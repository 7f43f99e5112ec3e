import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The log on this machine. It is sent nowhere. */
export interface LogFile {
  readonly path: string;
  write(text: string): void;
}

const MAX_BYTES = 2 ** 20;

/** Opens `almanac.log` in a folder; when it is a MiB long, it becomes `almanac.old.log`. */
export function openLogFile(folder: string, now: () => Date): LogFile {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'almanac.log');
  return {
    path,
    write(text) {
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) {
        renameSync(path, join(folder, 'almanac.old.log'));
      }
      appendFileSync(path, `${now().toISOString()} ${text}\n`);
    },
  };
}

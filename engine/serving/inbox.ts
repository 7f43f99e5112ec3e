import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '#contract/errors.ts';

/** Files that a page sent, so that the engine can read them: each in a folder of its own, under the name it had. */
export interface Inbox {
  /** Keeps the bytes and gives the path. Errors: file/too-large, file/no-room. */
  keep(name: string, bytes: Readable): Promise<string>;
}

/** What was sent is imported soon, or forgotten. */
const KEPT_MS = 7 * 86_400_000;
/** File systems take 255. */
const LONGEST_NAME_BYTES = 200;

/** Opens the inbox of a workspace, and removes what has been there for a week. */
export async function openInbox(workspaceFolder: string, maxBytes: number, now: number): Promise<Inbox> {
  const folder = join(workspaceFolder, 'inbox');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(folder)) {
    const path = join(folder, entry);
    if (now - (await stat(path)).mtimeMs > KEPT_MS) await rm(path, { recursive: true, force: true });
  }
  return {
    async keep(name, bytes) {
      const place = join(folder, randomUUID());
      await mkdir(place, { mode: 0o700 });
      const path = join(place, cleanFileName(name));
      try {
        await pipeline(bytes, limitBytes(maxBytes), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
        return path;
      } catch (error) {
        await rm(place, { recursive: true, force: true });
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        throw new AppError(
          'file/no-room',
          'The disk of the workspace is full.',
          'Make room, then send the file again.',
          {
            cause: error,
          },
        );
      }
    },
  };
}

/**
 * A name that every file system takes, as near to the given one as may be: symbols are read from it. Without folders,
 * control characters, what Windows reserves, and dots or spaces at the ends.
 */
export function cleanFileName(name: string): string {
  const cleaned = name
    .normalize('NFC')
    .replace(/^.*[\\/]/s, '')
    .replace(/[\p{C}<>:"|?*]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(cleaned) ? `_${cleaned}` : cleaned;
  // The end tells the kind of the file.
  const characters = Array.from(reserved);
  while (Buffer.byteLength(characters.join('')) > LONGEST_NAME_BYTES) characters.shift();
  return characters.join('') || 'file';
}

function limitBytes(maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= maxBytes) done(null, chunk);
      else {
        done(
          new AppError(
            'file/too-large',
            `A file of at most ${Math.floor(maxBytes / 2 ** 20)} MiB was expected; this one is larger.`,
            'Import it from the command line: "almanac import <file>".',
          ),
        );
      }
    },
  });
}

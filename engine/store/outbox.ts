import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { OutboxFile } from '#contract/outbox.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeFolder } from './make-folder.ts';

/** The folder of a workspace with files for pages to fetch; engine/serving/outgoing-files.ts reads it. */
export const OUTBOX_FOLDER = 'outbox';

/** What was made is fetched at once, or made again. */
const KEPT_MS = 86_400_000;

/**
 * Puts a file into the outbox, in a folder of its own whose name nobody guesses, and removes those of before yesterday.
 * `name` must be what file systems take. Errors: store/cannot-write.
 */
export function putIntoOutbox(workspaceFolder: string, clock: Clock, name: string, bytes: Uint8Array): OutboxFile {
  const folder = join(workspaceFolder, OUTBOX_FOLDER);
  try {
    makeFolder(folder);
    for (const entry of readdirSync(folder)) {
      const path = join(folder, entry);
      if (clock.now() - statSync(path).mtimeMs > KEPT_MS) rmSync(path, { recursive: true, force: true });
    }
    const id = clock.newId();
    mkdirSync(join(folder, id), { mode: 0o700 });
    writeFileSync(join(folder, id, name), bytes, { flag: 'wx', mode: 0o600 });
    return { link: `/files/${id}/${encodeURIComponent(name)}`, name, bytes: bytes.length };
  } catch (cause) {
    throw new AppError(
      'store/cannot-write',
      `The file ${name} cannot be put into ${folder}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Make room on the disk of the workspace, or let Almanac write there.',
      { cause },
    );
  }
}

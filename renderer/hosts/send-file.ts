import * as v from 'valibot';
import { AppError } from '#contract/errors.ts';
import { MAX_FILE_BYTES } from '#contract/max-file-bytes.ts';
import { askHost } from './fetch-data.ts';

const answer = v.object({ path: v.string() });

/** Sends a file to the workspace's inbox and gives its path there. Errors: file/too-large, file/no-room, connection/…. */
export async function sendFile(file: File): Promise<string> {
  if (file.size > MAX_FILE_BYTES) {
    throw new AppError(
      'file/too-large',
      `A file of at most ${MAX_FILE_BYTES / 2 ** 30} GiB was expected; ${file.name} is larger.`,
      'Import it from the command line: "almanac import <file>".',
    );
  }
  const response = await askHost(`/files?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file });
  return v.parse(answer, await response.json()).path;
}

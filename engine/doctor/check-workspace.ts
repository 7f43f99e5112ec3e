import { AppError } from '#contract/errors.ts';
import { damaged } from '../store/damaged.ts';
import { findDamagedContents, listInWords } from '../store/find-damaged-contents.ts';
import { checkIntegrity, type Store } from '../store/open-store.ts';
import { countRuns } from '../store/runs.ts';

/**
 * Reads the workspace page by page, compares bars, series and models with the hashes that were stored with them, and
 * says what it found. Errors: store/damaged, which names what is damaged.
 */
export function checkWorkspace({ file, database }: Store): string {
  const problems = checkIntegrity(database);
  if (problems.length > 0) throw damaged(`${file}: ${problems.slice(0, 3).join('; ')}`);
  const contents = findDamagedContents(database.read);
  if (contents.length === 0) return `${file} is sound; ${countRuns(database)} runs so far`;
  throw new AppError(
    'store/damaged',
    `${file} holds what is not as it was stored: ${listInWords(contents)}`,
    'Import the damaged histories again with --replace, run "almanac restore" to go back to the latest backup, or "almanac restore --salvage", which drops what is damaged; then import the files of what was dropped again.',
  );
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { hashBytes } from '../kernel/hash.ts';
import { cleanSymbol } from './symbol-of-file.ts';

/**
 * Keeps a pasted table in the workspace's folder `pasted`, under a name that its content gives and with the symbol as
 * the name of the file, from where it is imported like any other. Errors: import/no-symbol, import/empty-file,
 * store/cannot-write.
 */
export async function keepPasted(
  workspaceFolder: string,
  { symbol: given, text }: { readonly symbol: string; readonly text: string },
): Promise<{ path: string }> {
  const symbol = cleanSymbol(given);
  if (symbol === null || /^\.+$/.test(symbol)) {
    throw new AppError(
      'import/no-symbol',
      `"${given}" holds no letter and no digit that could name an instrument.`,
      'Give the symbol of the instrument, for example AAPL.',
    );
  }
  if (text.trim() === '') {
    throw new AppError(
      'import/empty-file',
      'The pasted text is empty.',
      'Copy the table with its header and paste it.',
    );
  }
  const bytes = Buffer.from(text);
  const folder = join(workspaceFolder, 'pasted', hashBytes(bytes).slice(0, 16));
  const path = join(folder, `${symbol}.csv`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, bytes);
  } catch (cause) {
    throw new AppError(
      'store/cannot-write',
      `The pasted text cannot be written to ${path}.`,
      'Check the free space and the permissions of the workspace folder.',
      { cause },
    );
  }
  return { path };
}

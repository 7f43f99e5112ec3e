import { basename } from 'node:path';
import { AppError } from '#contract/errors.ts';

/**
 * The instrument's symbol as providers write it into file names: `daily_adjusted_AAPL.csv.gz` → AAPL,
 * `jsw_d.csv` → JSW, `BRK-B.csv` → BRK-B, `^spx_d.csv` → ^SPX. The ` (1)` that browsers add to a second
 * download is dropped; any other character that a symbol cannot hold becomes '-'.
 */
export function symbolOfFile(path: string): string {
  const symbol = basename(path)
    .replace(/\.gz$/i, '')
    .replace(/\.(csv|txt|tsv)$/i, '')
    .replace(/ ?\(\d+\)$/, '')
    .replace(/^daily_(adjusted_)?/i, '')
    .replace(/_d$/i, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}.=^-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  if (!/[\p{L}\p{N}]/u.test(symbol)) {
    throw new AppError(
      'import/no-symbol',
      `The file name “${basename(path)}” holds no symbol.`,
      'Rename the file after its instrument, for example AAPL.csv, and import it again.',
    );
  }
  return symbol;
}

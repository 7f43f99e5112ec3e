import { AppError } from '#contract/errors.ts';
import { quoteField } from '../quote-field.ts';
import type { TableSample } from '../table-sample.ts';
import { alphaVantage } from './alpha-vantage.ts';
import { binance } from './binance.ts';
import { cryptoDataDownload } from './crypto-data-download.ts';
import { generic } from './generic.ts';
import { lean } from './lean.ts';
import { stooqAscii } from './stooq-ascii.ts';
import { stooqEnglish } from './stooq-english.ts';
import { stooqPolish } from './stooq-polish.ts';
import type { TextFormat, TextLayout } from './text-format.ts';
import { yahoo } from './yahoo.ts';

/** Every text format that can be imported; a file is read as the first one that recognises it. */
export const textFormats: readonly TextFormat[] = [
  cryptoDataDownload,
  binance,
  alphaVantage,
  yahoo,
  stooqPolish,
  stooqAscii,
  stooqEnglish,
  lean,
  generic,
];

/** How to read the table. Errors: import/unknown-format. */
export function recogniseTable(sample: TableSample): TextLayout {
  for (const format of textFormats) {
    const layout = format.recognise(sample);
    if (layout !== null) return layout;
  }
  const known = textFormats.flatMap(({ title, exampleHeader }) =>
    exampleHeader ? [`${title} (${exampleHeader})`] : [],
  );
  if (sample.header === null) {
    throw new AppError(
      'import/unknown-format',
      `${sample.label} has no header line; its first row is ${quoteField(sample.rows[0]?.join(sample.delimiter) ?? '', 160)}.`,
      'Say what its columns are, counted from 1: --map "date=1,open=2,high=3,low=4,close=5,volume=6".',
    );
  }
  throw new AppError(
    'import/unknown-format',
    `The header of ${sample.label} matches no known format. Found: ${quoteField(sample.header.join(sample.delimiter), 160)}.`,
    `Say which columns hold the prices: --map "date=…,open=…,high=…,low=…,close=…". Known without a mapping: ${known.join('; ')}.`,
  );
}

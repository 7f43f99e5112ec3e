import type { EpochMs } from '#contract/bars.ts';
import type { PriceLayout } from '../../price-row-sink.ts';
import type { TableSample } from '../table-sample.ts';

/** Where a row of fields holds each value: indices counted from 0, null where the file lacks the column. */
export interface PriceColumns {
  readonly date: number;
  /** Time of day, where it has a column of its own. */
  readonly time: number | null;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number | null;
  /** Close adjusted for dividends (and for splits, unless the provider adjusts the close itself for them). */
  readonly adjustedClose: number | null;
  /** Cash a share, in the row of the first session without it. */
  readonly dividend: number | null;
  /** Shares after / shares before, in the row of the first session after the split; 1 (or 0) on other days. */
  readonly split: number | null;
  /** The instrument of the row; a file holds one instrument only. */
  readonly symbol: number | null;
  /** Columns that become series of the instrument, such as news sentiment. */
  readonly series: readonly { readonly name: string; readonly column: number }[];
}

/** What a text format knows of its files. */
export interface TextLayout extends PriceLayout {
  readonly columns: PriceColumns;
  /** Prices are divided by this; 1 for nearly all. */
  readonly priceScale: number;
  /** Where the date column counts milliseconds since local midnight: that midnight, as if UTC; null otherwise. */
  readonly midnight: EpochMs | null;
}

/** A way in which a provider writes prices as delimited text. */
export interface TextFormat {
  readonly id: string;
  readonly title: string;
  /** An example of the header, shown to a user whose file matches no format; null where there is none. */
  readonly exampleHeader: string | null;
  /** How to read such a file, or null when it is not in this format. */
  recognise(sample: TableSample): TextLayout | null;
}

/** A column name as formats compare it: lower-case letters and digits, without accents, blanks and punctuation. */
export function normaliseColumnName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'l')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** Index of the first of `names` (in normalised form) that the header has, or null. */
export function findColumn(header: readonly string[], ...names: readonly string[]): number | null {
  const present = header.map(normaliseColumnName);
  for (const name of names) {
    const index = present.indexOf(name);
    if (index !== -1) return index;
  }
  return null;
}

/** Columns that most formats lack. */
export const absentColumns = {
  time: null,
  volume: null,
  adjustedClose: null,
  dividend: null,
  split: null,
  symbol: null,
  series: [],
} as const;

/** The five columns of a header under the usual English names, or null when one is missing. */
export function findOhlc(
  header: readonly string[],
  ...dateNames: readonly string[]
): Pick<PriceColumns, 'date' | 'open' | 'high' | 'low' | 'close'> | null {
  const date = findColumn(header, ...dateNames);
  const open = findColumn(header, 'open');
  const high = findColumn(header, 'high');
  const low = findColumn(header, 'low');
  const close = findColumn(header, 'close');
  if (date === null || open === null || high === null || low === null || close === null) return null;
  return { date, open, high, low, close };
}

/** A layout with what most formats have in common filled in. */
export function makeLayout(
  layout: Pick<TextLayout, 'formatId' | 'columns' | 'adjustment'> & Partial<TextLayout>,
): TextLayout {
  const { columns } = layout;
  return {
    symbol: null,
    currency: 'XXX',
    timeZone: null,
    stamps: null,
    hasAdjustedClose: columns.adjustedClose !== null,
    hasActions: columns.dividend !== null || columns.split !== null,
    volumeIsSplitAdjusted: columns.split === null,
    priceScale: 1,
    midnight: null,
    ...layout,
  };
}

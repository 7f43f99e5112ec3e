/** Where a row of fields holds each value: indices counted from 0, null where the file lacks the column. */
export interface PriceColumns {
  readonly date: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number | null;
  /** Close adjusted for dividends (and for splits, unless the provider adjusts the close itself for them). */
  readonly adjustedClose: number | null;
  /** Shares after / shares before, in the row of the first session after the split; 1 on other days. */
  readonly splitCoefficient: number | null;
  readonly sentiment: number | null;
}

/** A way in which a provider writes daily prices as delimited text under a header line. */
export interface PriceFormat {
  readonly id: string;
  readonly title: string;
  /** An example of the header, shown to a user whose file matches no format. */
  readonly exampleHeader: string;
  /** ISO 4217, or 'XXX' where the format does not imply one. */
  readonly currency: string;
  /** The state of the prices in a file that has no adjusted close. */
  readonly withoutAdjustedClose: 'adjusted-by-provider' | 'none';
  /** The columns of a file with this header, or null when the file is not in this format. */
  locateColumns(header: readonly string[]): PriceColumns | null;
}

/** A column name as formats compare it: lower-case letters and digits, without accents, blanks and punctuation. */
export function normaliseColumnName(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** Index of the first of `names` (in normalised form) that the header has, or null. */
export function findColumn(header: readonly string[], names: readonly string[]): number | null {
  const present = header.map(normaliseColumnName);
  for (const name of names) {
    const index = present.indexOf(name);
    if (index !== -1) return index;
  }
  return null;
}

/** Names of the columns that every format has, in normalised form. */
export interface RequiredNames {
  readonly date: string;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly close: string;
}

/** The required columns of a header, or null when one is missing. */
export function findRequiredColumns(
  header: readonly string[],
  names: RequiredNames,
): Pick<PriceColumns, keyof RequiredNames> | null {
  const date = findColumn(header, [names.date]);
  const open = findColumn(header, [names.open]);
  const high = findColumn(header, [names.high]);
  const low = findColumn(header, [names.low]);
  const close = findColumn(header, [names.close]);
  if (date === null || open === null || high === null || low === null || close === null) return null;
  return { date, open, high, low, close };
}

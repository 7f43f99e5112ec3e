import type { EpochMs, RefusedRow } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import { formatTime } from '../../kernel/format-time.ts';
import type { Entry } from '../containers/entry.ts';
import { GrowingColumn } from '../growing-column.ts';
import { cleanSymbol } from '../symbol-of-file.ts';
import { createRefusalList, MAX_REFUSED_SHARE } from '../refusal-list.ts';
import { findColumn, normaliseColumnName } from '../text/formats/text-format.ts';
import { locateColumn } from '../text/locate-column.ts';
import { isMissing, parseNumber } from '../text/parse-number.ts';
import { quoteField } from '../text/quote-field.ts';
import { readTable } from '../text/read-table.ts';
import { numberOf, textOf, type RowView } from '../text/row-view.ts';
import type { TableSample } from '../text/table-sample.ts';
import { DAY, midnightOf } from '../time/calendar-day.ts';
import { createTimeReader, detectTimePattern } from '../time/parse-time.ts';
import { createZone } from '../time/time-zone.ts';
import { findDistinguishingColumn, type LabelColumn } from './distinguishing-column.ts';

export interface SeriesReadOptions {
  readonly name?: string | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly date?: readonly string[] | undefined;
  readonly missing: readonly number[];
  readonly timeZone?: string | undefined;
  readonly dayOrder?: 'day-first' | 'month-first' | undefined;
}

export interface ReadSeries {
  readonly name: string;
  /** Ascending and distinct. Days are midnight UTC. */
  readonly time: Float64Array;
  readonly value: Float64Array;
}

export interface ReadSeriesFile {
  readonly series: readonly ReadSeries[];
  /** Whether the values are prices of bars, which are known only when the bar is over. */
  readonly isOfBars: boolean;
  readonly refusedRows: readonly RefusedRow[];
  readonly refusedCount: number;
}

/**
 * Reads the dated values of a text table. Of prices only the close is taken, unless columns are named. A day without
 * a value is no observation and is passed over; a value dated more than a day after `now` is refused: where the day
 * begins early, it is tomorrow already.
 * Errors: series/no-date-column, series/no-values, series/several, series/same-name, import/unknown-column,
 * import/too-many-bad-rows and those of readTable.
 */
export async function readSeriesFile(entry: Entry, options: SeriesReadOptions, now: EpochMs): Promise<ReadSeriesFile> {
  const printed = new GrowingColumn();
  const offsets = new GrowingColumn();
  const rows = new GrowingColumn();
  const refusals = createRefusalList();
  let columns: readonly { name: string; column: number; values: GrowingColumn }[] = [];
  let labels: readonly LabelReader[] = [];
  let isOfBars = false;

  function refuse(row: number, reason: string): void {
    refusals.add(row, reason);
  }

  await readTable(entry, entry.read(), (sample) => {
    const dates = locateDates(sample, options);
    const chosen = locateValues(sample, dates.columns, options);
    columns = chosen.map(({ name, column }) => ({ name, column, values: new GrowingColumn() }));
    labels = createLabelReaders(sample, [...dates.columns, ...chosen.map(({ column }) => column)]);
    isOfBars = arePricesOfBars(sample, chosen);
    const missing = new Set(options.missing);
    return {
      onBroken: refuse,
      onRow(view) {
        if (view.count < sample.width - 1 || dates.columns.some((column) => column >= view.count)) {
          refuse(view.row, `the row has ${view.count} fields, the header ${sample.width}`);
          return;
        }
        const time = dates.read(view);
        if (Number.isNaN(time)) {
          refuse(view.row, `the date ${quoteField(textOf(view, dates.columns[0]!))} is no day written like the others`);
          return;
        }
        for (const { column } of columns) {
          if (
            column < view.count &&
            Number.isNaN(numberOf(view, column, sample.decimalComma)) &&
            !isMissing(textOf(view, column))
          ) {
            refuse(view.row, `the value ${quoteField(textOf(view, column))} is not a number`);
            return;
          }
        }
        printed.push(time);
        offsets.push(dates.offsetMs());
        rows.push(view.row);
        for (const label of labels) label.read(view);
        for (const { column, values } of columns) {
          const value = column < view.count ? numberOf(view, column, sample.decimalComma) : Number.NaN;
          values.push(missing.has(value) ? Number.NaN : value);
        }
      },
    };
  });

  const count = rows.length;
  const time = resolveSeriesTimes(printed.take(), offsets.take(), options.timeZone);
  const rowOf = rows.take();
  const found = columns.map(({ name, values }) => ({ name, value: values.take() }));
  const order = Array.from(time.keys()).sort((a, b) => time[a]! - time[b]! || a - b);
  const kept: number[] = [];
  let same = 0;
  let conflicting = 0;
  for (const i of order) {
    const last = kept.at(-1);
    if (last !== undefined && time[last] === time[i]) {
      const isSame = found.every(({ value }) => Object.is(value[last], value[i]));
      if (isSame) same++;
      else conflicting++;
      refusals.add(
        rowOf[i]!,
        `duplicate of row ${rowOf[last]!}, which was kept${isSame ? '' : '; their values differ'}`,
        'duplicate',
      );
    } else if (time[i]! > now + DAY)
      refusals.add(rowOf[i]!, `the date ${formatTime(time[i]!)} lies in the future`, 'future');
    else kept.push(i);
  }
  const total = count + refusals.unusable.count;
  if (conflicting > MAX_REFUSED_SHARE * total) {
    const text = labels.map(({ name, take }) => ({ name, value: take() }));
    throw severalSeries(entry.label, total, conflicting, findDistinguishingColumn([...text, ...found], time, order));
  }
  if (refusals.count - same > MAX_REFUSED_SHARE * total) {
    const first = refusals.unusable.rows[0] ?? refusals.rows[0]!;
    throw new AppError(
      'import/too-many-bad-rows',
      `${refusals.count - same} of the ${total} rows of ${entry.label} cannot be used. The first: row ${first.row}, ${first.reason}.`,
      'Name the columns of the date and the values with --date and --columns.',
    );
  }
  const base = options.name ?? toSeriesName(stemOf(entry.name));
  const series = found.flatMap(({ name, value }) => {
    const present = kept.filter((i) => !Number.isNaN(value[i]));
    if (present.length === 0) return [];
    return [
      {
        name: found.length === 1 ? base : `${base}-${toSeriesName(name)}`,
        column: name,
        time: Float64Array.from(present, (i) => time[i]!),
        value: Float64Array.from(present, (i) => value[i]!),
      },
    ];
  });
  if (series.length === 0) {
    throw new AppError(
      'series/no-values',
      `${entry.label} holds no value with a date.`,
      'Name the columns with --columns.',
    );
  }
  refuseSameNames(series, entry.label);
  return {
    series: series.map(({ name, time, value }) => ({ name, time, value })),
    isOfBars,
    refusedRows: refusals.rows,
    refusedCount: refusals.count,
  };
}

/** A column of text, read as numbers that are equal where the texts are. */
interface LabelReader {
  readonly name: string;
  readonly read: (view: RowView) => void;
  readonly take: () => Float64Array;
}

function createLabelReaders(sample: TableSample, others: readonly number[]): LabelReader[] {
  return Array.from({ length: sample.width }, (_, column) => column)
    .filter((column) => !others.includes(column))
    .map((column) => {
      const idOf = new Map<string, number>();
      const ids = new GrowingColumn();
      return {
        name: nameOfColumn(sample, column),
        read: (view) => {
          const text = column < view.count ? textOf(view, column) : '';
          const id = idOf.get(text) ?? idOf.size;
          idOf.set(text, id);
          ids.push(id);
        },
        take: () => ids.take(),
      };
    });
}

function arePricesOfBars({ header }: TableSample, chosen: readonly { readonly column: number }[]): boolean {
  if (header === null) return false;
  if (findColumn(header, 'high', 'najwyzszy') !== null && findColumn(header, 'low', 'najnizszy') !== null) return true;
  return chosen.some(({ column }) => ['close', 'zamkniecie'].includes(normaliseColumnName(header[column]!)));
}

function severalSeries(label: string, total: number, conflicting: number, column: LabelColumn | null): AppError {
  const told = column ? `; the column ${quoteField(column.name)} tells them apart` : '';
  return new AppError(
    'series/several',
    `${label} was expected to have one row a date, but ${conflicting} of its ${total} rows have other values than an earlier row of the same date. The file seems to hold several series${told}.`,
    `Split the file into one file a series${column ? `, one for each value of ${quoteField(column.name)}` : ''}, and import each under a name of its own.`,
  );
}

function refuseSameNames(series: readonly { readonly name: string; readonly column: string }[], label: string): void {
  for (const [i, { name, column }] of series.entries()) {
    const other = series.slice(0, i).find((earlier) => earlier.name === name);
    if (other === undefined) continue;
    throw new AppError(
      'series/same-name',
      `The columns ${quoteField(other.column)} and ${quoteField(column)} of ${label} would both be the series ${name}.`,
      'Import each of them by itself, with --columns and a --name of its own.',
    );
  }
}

function nameOfColumn({ header }: TableSample, column: number): string {
  return header?.[column] ?? `column-${column + 1}`;
}

/** Unlike in symbols, words such as daily and monthly stay: they are different series. */
function stemOf(fileName: string): string {
  return fileName.replace(/\.(csv|txt|tsv)$/i, '').replace(/ ?\(\d+\)$/, '');
}

/** kebab-case, as names of series are written. */
export function toSeriesName(text: string): string {
  const name = (cleanSymbol(text) ?? 'series')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'series' : name.slice(0, 63);
}

interface SeriesDates {
  readonly columns: readonly number[];
  read(view: RowView): number;
  offsetMs(): number;
}

function locateDates(sample: TableSample, options: SeriesReadOptions): SeriesDates {
  const header = sample.header ?? [];
  const stated = options.date?.map((name) => locateColumn(sample, name, 'date'));
  const parts = stated ?? [findColumn(header, 'day'), findColumn(header, 'month'), findColumn(header, 'year')];
  if (parts.length === 3 && parts.every((column) => column !== null)) {
    const [day, month, year] = parts as [number, number, number];
    return {
      columns: [day, month, year],
      read: (view) => midnightOf(numberOf(view, year, false), numberOf(view, month, false), numberOf(view, day, false)),
      offsetMs: () => Number.NaN,
    };
  }
  const named =
    stated?.[0] ??
    findColumn(header, 'date', 'observationdate', 'datetime', 'timestamp', 'time', 'data', 'day', 'period');
  const column = named ?? firstDateColumn(sample, options);
  const pattern = column === null ? null : detectTimePattern(fieldsOf(sample, column), options.dayOrder);
  if (column === null || pattern === null || pattern === 'ambiguous-day-order') {
    throw new AppError(
      'series/no-date-column',
      column === null
        ? `${sample.label} has no column of dates; its header is ${quoteField(header.join(sample.delimiter), 160)}.`
        : `The dates of ${sample.label}, such as ${quoteField(fieldsOf(sample, column)[0] ?? '')}, ${pattern === null ? 'are written in no known way' : 'can be read with the day or the month first'}.`,
      'Name the column with --date, or three of them for day, month and year: --date day,month,year; and the order with --day-order.',
    );
  }
  const reader = createTimeReader(pattern);
  return {
    columns: [column],
    read: (view) => reader.read(view.bytes, view.starts[column]!, view.ends[column]!),
    offsetMs: () => reader.offsetMs,
  };
}

function firstDateColumn(sample: TableSample, options: SeriesReadOptions): number | null {
  for (let column = 0; column < sample.width; column++) {
    const pattern = detectTimePattern(fieldsOf(sample, column), options.dayOrder);
    if (pattern !== null && pattern !== 'ambiguous-day-order') return column;
  }
  return null;
}

function locateValues(
  sample: TableSample,
  dateColumns: readonly number[],
  options: SeriesReadOptions,
): { name: string; column: number }[] {
  const nameOf = (column: number): string => nameOfColumn(sample, column);
  if (options.columns) {
    return options.columns.map((name) => {
      const column = locateColumn(sample, name, 'value');
      return { name: nameOf(column), column };
    });
  }
  const numeric = Array.from({ length: sample.width }, (_, column) => column).filter((column) => {
    if (dateColumns.includes(column)) return false;
    const filled = fieldsOf(sample, column).filter((field) => !isMissing(field));
    const numbers = filled.filter((field) => !Number.isNaN(parseNumber(field, sample.decimalComma)));
    return filled.length > 0 && filled.length - numbers.length <= MAX_REFUSED_SHARE * filled.length;
  });
  // Of prices the close is what was known at the end of the day.
  const close = sample.header && findColumn(sample.header, 'close', 'zamkniecie');
  const isPrices = sample.header !== null && findColumn(sample.header, 'high', 'najwyzszy') !== null;
  if (isPrices && close !== null && numeric.includes(close)) return [{ name: nameOf(close), column: close }];
  if (numeric.length > 0) return numeric.map((column) => ({ name: nameOf(column), column }));
  throw new AppError(
    'series/no-values',
    `${sample.label} has no column of numbers beside its dates.`,
    'Name the columns with --columns.',
  );
}

function fieldsOf(sample: TableSample, column: number): string[] {
  return sample.rows.flatMap((row) => (row[column] ? [row[column]] : []));
}

/**
 * Values that are all dated with one time of day belong to days, which are taken as printed; others to instants, in
 * the zone that was printed or stated, else UTC.
 */
function resolveSeriesTimes(printed: Float64Array, offsetMs: Float64Array, timeZone: string | undefined): Float64Array {
  const timeOfDay = printed.length > 0 ? printed[0]! % DAY : 0;
  if (printed.every((value) => value % DAY === timeOfDay)) return printed.map((value) => Math.floor(value / DAY) * DAY);
  const zone = createZone(timeZone ?? 'UTC');
  return printed.map((value, i) => (Number.isNaN(offsetMs[i]) ? zone.toUtc(value) : value - offsetMs[i]!));
}

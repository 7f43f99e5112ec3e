import type { EpochMs, RefusedRow } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import { formatTime } from '../../kernel/format-time.ts';
import type { Entry } from '../containers/entry.ts';
import { GrowingColumn } from '../growing-column.ts';
import { cleanSymbol } from '../symbol-of-file.ts';
import { findColumn, normaliseColumnName } from '../text/formats/text-format.ts';
import { isMissing, parseNumber } from '../text/parse-number.ts';
import { quoteField } from '../text/quote-field.ts';
import { readTable } from '../text/read-table.ts';
import { numberOf, textOf, type RowView } from '../text/row-view.ts';
import type { TableSample } from '../text/table-sample.ts';
import { createTimeReader, detectTimePattern } from '../time/parse-time.ts';
import { createZone } from '../time/time-zone.ts';

const DAY = 86_400_000;
const KEPT_REFUSALS = 100;

/** Larger shares of refused rows mean that the columns are not what they seem to be. */
const MAX_REFUSED_SHARE = 0.2;

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
  readonly refusedRows: readonly RefusedRow[];
  readonly refusedCount: number;
}

/**
 * Reads the dated values of a text table. Of prices only the close is taken, unless columns are named. A day without
 * a value is no observation and is passed over; a value dated after `now` is refused.
 * Errors: series/no-date-column, series/no-values, import/unknown-column, import/too-many-bad-rows and those of
 * readTable.
 */
export async function readSeriesFile(entry: Entry, options: SeriesReadOptions, now: EpochMs): Promise<ReadSeriesFile> {
  const printed = new GrowingColumn();
  const offsets = new GrowingColumn();
  const rows = new GrowingColumn();
  const refusedRows: RefusedRow[] = [];
  let refusedCount = 0;
  let columns: readonly { name: string; column: number; values: GrowingColumn }[] = [];

  function refuse(row: number, reason: string): void {
    refusedCount++;
    if (refusedRows.length < KEPT_REFUSALS) refusedRows.push({ row, reason });
  }

  await readTable(entry, entry.read(), (sample) => {
    const dates = locateDates(sample, options);
    const chosen = locateValues(sample, dates.columns, options);
    columns = chosen.map(({ name, column }) => ({ name, column, values: new GrowingColumn() }));
    const missing = new Set(options.missing);
    return {
      onBroken: refuse,
      onRow(view) {
        if (view.count < sample.width - 1) {
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
        for (const { column, values } of columns) {
          const value = column < view.count ? numberOf(view, column, sample.decimalComma) : Number.NaN;
          values.push(missing.has(value) ? Number.NaN : value);
        }
      },
    };
  });

  const count = rows.length;
  if (refusedCount > MAX_REFUSED_SHARE * (count + refusedCount)) {
    throw new AppError(
      'import/too-many-bad-rows',
      `${refusedCount} of the ${count + refusedCount} rows of ${entry.label} cannot be used. The first: row ${refusedRows[0]!.row}, ${refusedRows[0]!.reason}.`,
      'Name the columns of the date and the values with --date and --columns.',
    );
  }
  const time = resolveSeriesTimes(printed.take(), offsets.take(), options.timeZone);
  const rowOf = rows.take();
  const order = Array.from(time.keys()).sort((a, b) => time[a]! - time[b]! || a - b);
  const kept: number[] = [];
  for (const i of order) {
    const last = kept.at(-1);
    if (last !== undefined && time[last] === time[i])
      refuse(rowOf[i]!, `duplicate of row ${rowOf[last]!}, which was kept`);
    else if (time[i]! > now + DAY) refuse(rowOf[i]!, `the date ${formatTime(time[i]!)} lies in the future`);
    else kept.push(i);
  }
  const base = options.name ?? toSeriesName(stemOf(entry.name));
  const series = columns.flatMap(({ name, values }) => {
    const column = values.take();
    const present = kept.filter((i) => !Number.isNaN(column[i]));
    if (present.length === 0) return [];
    return [
      {
        name: columns.length === 1 ? base : `${base}-${toSeriesName(name)}`,
        time: Float64Array.from(present, (i) => time[i]!),
        value: Float64Array.from(present, (i) => column[i]!),
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
  return { series, refusedRows, refusedCount };
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
  const stated = options.date?.map((name) => locate(sample, name));
  const parts = stated ?? [findColumn(header, 'day'), findColumn(header, 'month'), findColumn(header, 'year')];
  if (parts.length === 3 && parts.every((column) => column !== null)) {
    const [day, month, year] = parts as [number, number, number];
    return {
      columns: [day, month, year],
      read: (view) =>
        dayOfParts(...([year, month, day].map((c) => numberOf(view, c, false)) as [number, number, number])),
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

function dayOfParts(year: number, month: number, day: number): number {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  return year >= 1800 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? time : Number.NaN;
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
  const nameOf = (column: number): string => sample.header?.[column] ?? `column-${column + 1}`;
  if (options.columns) {
    return options.columns.map((name) => {
      const column = locate(sample, name);
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

function locate(sample: TableSample, name: string): number {
  const byName = sample.header && findColumn(sample.header, normaliseColumnName(name));
  const index = byName ?? (/^\d+$/.test(name) ? Number(name) - 1 : -1);
  if (index >= 0 && index < sample.width) return index;
  throw new AppError(
    'import/unknown-column',
    `${sample.label} has no column ${quoteField(name)}; it has ${(sample.header ?? []).map((field) => quoteField(field, 30)).join(', ') || `${sample.width} columns without names`}.`,
    'Name a column as the header has it, or by its number from 1.',
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

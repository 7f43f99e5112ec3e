import { AppError } from '#contract/errors.ts';
import type { Entry } from '../containers/entry.ts';
import type { ReadOptions } from '../import-options.ts';
import type { PriceRowSink } from '../price-row-sink.ts';
import { epochUnitOf } from '../time/epoch-number.ts';
import { createTimeReader, detectTimePattern, type TimeReader } from '../time/parse-time.ts';
import { createTimeOfDayReader } from '../time/read-time-of-day.ts';
import { applyMapping } from './formats/mapped.ts';
import { recogniseTable } from './formats/registry.ts';
import type { TextLayout } from './formats/text-format.ts';
import { isMissing } from './parse-number.ts';
import { quoteField } from './quote-field.ts';
import { readTable, type RowHandler } from './read-table.ts';
import { numberOf, textOf, type RowView } from './row-view.ts';
import type { TableSample } from './table-sample.ts';

/**
 * Streams a text table of prices into `sink`. Errors: import/unknown-format, import/unknown-column,
 * import/unknown-dates, import/ambiguous-dates, import/several-instruments, and those of readTable.
 */
export async function readTextPrices(
  entry: Entry,
  bytes: AsyncIterable<Uint8Array>,
  options: ReadOptions,
  sink: PriceRowSink,
): Promise<void> {
  await readTable(entry, bytes, (sample) => {
    const layout = options.mapping ? applyMapping(sample, options.mapping) : recogniseTable(sample);
    sink.begin(layout);
    return createRowHandler(sample, layout, options, sink);
  });
}

function createRowHandler(
  sample: TableSample,
  layout: TextLayout,
  options: ReadOptions,
  sink: PriceRowSink,
): RowHandler {
  const { columns, priceScale, midnight } = layout;
  const { decimalComma, width } = sample;
  const readTime = midnight === null ? createDateReader(sample, columns.date, columns.time, options.dayOrder) : null;
  const prices = [columns.open, columns.high, columns.low, columns.close] as const;
  const names = ['open', 'high', 'low', 'close'] as const;
  const needed = fieldsNeeded(sample, layout);
  const countsFrom1970 = readTime?.isEpoch ?? false;
  const values = new Float64Array(4);
  let symbol: string | null = null;

  /** A number that may be absent: NaN where it is missing, null where the field holds something else. */
  function optional(view: RowView, column: number): number | null {
    const value = numberOf(view, column, decimalComma);
    return Number.isNaN(value) && !isMissing(textOf(view, column)) ? null : value;
  }

  function checkSymbol(view: RowView, column: number): void {
    if (symbol !== null && equalsText(view, column, symbol)) return;
    const found = textOf(view, column);
    if (symbol === null) {
      symbol = found;
      sink.nameSymbol(found);
      return;
    }
    throw new AppError(
      'import/several-instruments',
      `${sample.label} was expected to hold one instrument; row ${view.row} is of ${quoteField(found)}, the rows before of ${quoteField(symbol)}.`,
      'Split the file into one file an instrument, named after it, and import these.',
    );
  }

  return {
    onBroken(row, reason) {
      sink.refuse(row, reason);
    },

    onRow(view) {
      if (view.count < needed || (view.count > width && !hasEmptyRest(view, width))) {
        sink.refuse(view.row, `the row has ${view.count} fields, the header ${width}`);
        return;
      }
      if (columns.symbol !== null) checkSymbol(view, columns.symbol);
      let printed: number;
      let offsetMs = Number.NaN;
      if (readTime === null) {
        printed = midnight! + numberOf(view, columns.date, decimalComma);
      } else {
        printed = readTime.read(view);
        offsetMs = readTime.offsetMs();
      }
      if (countsFrom1970) {
        const unit = epochUnitOf(numberOf(view, columns.date, false));
        if (unit !== null) sink.countTimeUnit(unit, view.row);
      }
      if (Number.isNaN(printed)) {
        sink.refuse(
          view.row,
          `the date ${quoteField(textOf(view, columns.date))} is no calendar day written like the others`,
        );
        return;
      }
      let isMissingPrice = false;
      for (let i = 0; i < 4; i++) {
        const value = numberOf(view, prices[i]!, decimalComma);
        if (Number.isNaN(value)) {
          // The sink refuses a missing price, with the time that is known here.
          isMissingPrice = true;
          const text = textOf(view, prices[i]!);
          if (!isMissing(text)) {
            sink.refuse(view.row, `the ${names[i]!} ${quoteField(text)} is not a number`);
            return;
          }
        }
        values[i] = priceScale === 1 ? value : value / priceScale;
      }
      const volume = columns.volume === null ? 0 : optional(view, columns.volume);
      const adjustedClose = columns.adjustedClose === null ? Number.NaN : optional(view, columns.adjustedClose);
      const dividend = columns.dividend === null ? 0 : optional(view, columns.dividend);
      const split = columns.split === null ? 1 : readSplit(view, columns.split, decimalComma);
      const bad =
        volume === null
          ? describe(view, 'volume', columns.volume!)
          : adjustedClose === null || (columns.adjustedClose !== null && Number.isNaN(adjustedClose) && !isMissingPrice)
            ? describe(view, 'adjusted close', columns.adjustedClose!)
            : dividend === null
              ? describe(view, 'dividend', columns.dividend!)
              : split === null
                ? describe(view, 'split', columns.split!)
                : null;
      if (bad !== null) {
        sink.refuse(view.row, bad);
        return;
      }
      const isTaken = sink.add(
        view.row,
        printed,
        offsetMs,
        values[0]!,
        values[1]!,
        values[2]!,
        values[3]!,
        volume!,
        adjustedClose!,
        dividend!,
        split!,
      );
      if (!isTaken) return;
      for (let i = 0; i < columns.series.length; i++) {
        const { name, column } = columns.series[i]!;
        sink.addSeriesValue(name, numberOf(view, column, decimalComma));
      }
    },
  };
}

function describe(view: RowView, name: string, column: number): string {
  const text = textOf(view, column);
  return isMissing(text) ? `the ${name} is missing` : `the ${name} ${quoteField(text)} is not a number`;
}

/** Shares after / shares before: a number, 0 or nothing for none, or a ratio written 2:1 or 2/1; null otherwise. */
function readSplit(view: RowView, column: number, decimalComma: boolean): number | null {
  const value = numberOf(view, column, decimalComma);
  if (value === 0) return 1;
  if (value > 0) return value;
  const text = textOf(view, column);
  if (isMissing(text)) return 1;
  const ratio = /^(\d+(?:\.\d+)?)\s*[:/]\s*(\d+(?:\.\d+)?)$/.exec(text);
  const split = ratio ? Number(ratio[1]) / Number(ratio[2]) : Number.NaN;
  return split > 0 && split < Infinity ? split : null;
}

/**
 * How many fields a row must have: those of the header, less the empty names at its end, which a trailing delimiter
 * gives it, as long as no column is taken from there.
 */
function fieldsNeeded({ header, width }: TableSample, { columns }: TextLayout): number {
  const named = header === null ? width : 1 + header.findLastIndex((name) => name !== '');
  const { series, ...single } = columns;
  const taken = [...Object.values(single), ...series.map(({ column }) => column)].map((column) => (column ?? -1) + 1);
  return Math.max(named, ...taken);
}

function hasEmptyRest(view: RowView, width: number): boolean {
  for (let i = width; i < view.count; i++) if (view.ends[i]! > view.starts[i]!) return false;
  return true;
}

function equalsText(view: RowView, column: number, text: string): boolean {
  const start = view.starts[column]!;
  if (view.ends[column]! - start !== text.length) return textOf(view, column) === text;
  for (let i = 0; i < text.length; i++) {
    if (view.bytes[start + i] !== text.charCodeAt(i)) return textOf(view, column) === text;
  }
  return true;
}

interface DateReader {
  /** Whether the fields count from 1970. */
  readonly isEpoch: boolean;
  /** Printed date and time as if UTC, NaN where the fields are none. */
  read(view: RowView): number;
  /** Offset printed with the last one, NaN where there was none. */
  offsetMs(): number;
}

function createDateReader(
  sample: TableSample,
  dateColumn: number,
  timeColumn: number | null,
  dayOrder: ReadOptions['dayOrder'],
): DateReader {
  const fields = sample.rows.flatMap((row) => (row[dateColumn] ? [row[dateColumn]] : []));
  if (fields.length === 0) {
    throw new AppError(
      'import/no-valid-rows',
      `${sample.label} has a known header, but no row below it.`,
      'Download the file again: the provider may have had no data for the period.',
    );
  }
  const pattern = detectTimePattern(fields, dayOrder);
  if (pattern === 'ambiguous-day-order') {
    throw new AppError(
      'import/ambiguous-dates',
      `The dates of ${sample.label}, such as ${quoteField(fields[0] ?? '')}, can be read with the day first or with the month first.`,
      'Say which: --day-order day-first or --day-order month-first.',
    );
  }
  if (pattern === null) {
    throw new AppError(
      'import/unknown-dates',
      `The dates of ${sample.label} were expected like 2020-01-31, 31.01.2020 or seconds since 1970; found ${
        fields
          .slice(0, 3)
          .map((field) => quoteField(field))
          .join(', ') || 'none'
      }.`,
      'Check that the right column holds the dates (--map "date=…"), and export them as YYYY-MM-DD.',
    );
  }
  const reader: TimeReader = createTimeReader(pattern);
  if (timeColumn === null) {
    return {
      isEpoch: pattern.kind === 'epoch',
      read: (view) => reader.read(view.bytes, view.starts[dateColumn]!, view.ends[dateColumn]!),
      offsetMs: () => reader.offsetMs,
    };
  }
  const readTimeOfDay = createTimeOfDayReader(sample.rows.flatMap((row) => row[timeColumn] ?? []));
  return {
    isEpoch: false,
    read: (view) =>
      reader.read(view.bytes, view.starts[dateColumn]!, view.ends[dateColumn]!) +
      readTimeOfDay(view.bytes, view.starts[timeColumn]!, view.ends[timeColumn]!),
    offsetMs: () => reader.offsetMs,
  };
}

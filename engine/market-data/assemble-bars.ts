import type { Adjustment, EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { RawBars } from '../store/bars.ts';
import { placeActions } from './adjustment/place-actions.ts';
import { factorsFromActions, factorsFromAdjustedClose, volumeFactorFromSplits } from './adjustment/derive-factors.ts';
import { cleanSymbol } from './symbol-of-file.ts';
import type { CollectedColumns, CollectedRows, Duplicate } from './collected-rows.ts';
import type { ReadOptions } from './import-options.ts';
import type { ParsedPrices, PriceFileSeries } from './parsed-prices.ts';
import { describeReading } from './describe-reading.ts';
import { formatTime } from '../kernel/format-time.ts';
import { leaveOutBefore } from './leave-out-before.ts';
import { MAX_REFUSED_SHARE } from './refusal-list.ts';
import { resolveTimes } from './time/resolve-times.ts';

/** Nothing for ten years within one file: two histories under one name, or a date that is no date, such as 1970-01-01. */
const LONGEST_HOLE_MS = 10 * 365.25 * 86_400_000;

/** A trading day may be one calendar day ahead of UTC: local time reaches UTC+14. */
const MAX_OFFSET_MS = 14 * 3_600_000;

/**
 * Rows in any order to bars in ascending order: times resolved, future and repeated rows refused, factors derived.
 * Errors: import/no-valid-rows, import/too-many-bad-rows, import/hole-of-years, import/unknown-timeframe,
 * import/no-symbol.
 */
export function assembleBars(
  file: CollectedRows,
  { label, symbol: fileSymbol, now }: { readonly label: string; readonly symbol: string | null; readonly now: EpochMs },
  options: ReadOptions,
): ParsedPrices {
  const { layout, columns, refusals, count } = file;
  if (count === 0) throw noValidRows(file, label);
  const symbol = options.symbol ?? layout.symbol ?? cleanSymbol(file.rowSymbol) ?? fileSymbol;
  if (symbol === null) throw noSymbol(label);

  const resolved = resolveTimes({
    printed: columns.printed,
    offsetMs: columns.offsetMs,
    timeZone: options.timeZone ?? layout.timeZone,
    stamps: options.stamps ?? layout.stamps,
  });
  const { time, timeframe, timeZone, stamps } = resolved;
  const collected = options.from === undefined ? file : leaveOutBefore(file, time, options.from);
  const latest = now + (stamps === 'day' ? MAX_OFFSET_MS : 0);
  const future: number[] = [];
  const usable = new Uint32Array(count);
  let used = 0;
  for (let i = 0; i < count; i++) {
    const at = time[i]!;
    if (options.from !== undefined && (Number.isNaN(at) ? columns.printed[i]! : at) < options.from) continue;
    if (Number.isNaN(at)) {
      refusals.add(columns.row[i]!, `the clocks of ${timeZone} skipped ${formatTime(columns.printed[i]!)}`);
    } else if (at > latest) {
      refusals.add(columns.row[i]!, `the date ${formatTime(at)} lies in the future`, 'future');
      future.push(i);
    } else {
      usable[used++] = i;
    }
  }
  const ordered = orderByTime(usable.subarray(0, used), time);
  const { index, duplicates } = dropDuplicates(ordered, time, columns);
  for (const { row, keptRow, isSame } of duplicates) {
    refusals.add(
      row,
      isSame
        ? `duplicate of row ${keptRow}`
        : `rows ${keptRow} and ${row} give different values for the same time; row ${keptRow} was kept`,
      'duplicate',
    );
  }
  checkRows(collected, label, index.length, duplicates);

  // Most files are in order and have no row too many: their columns are taken as they are.
  const isWhole = index.length === count && index.every((row, i) => row === i);
  const pick = (column: Float64Array): Float64Array => (isWhole ? column : gather(column, index));
  const bars = {
    time: pick(time),
    open: pick(columns.open),
    high: pick(columns.high),
    low: pick(columns.low),
    close: pick(columns.close),
    volume: pick(columns.volume),
  };
  checkHoles(bars.time, pick(columns.row), label);
  const actions = placeActions(collected.actions, time, bars.time);
  const stated = options.adjustment ?? layout.adjustment;
  const hasAdjustedClose = columns.adjustedClose !== null && layout.hasAdjustedClose;
  const adjustment: Adjustment = hasAdjustedClose
    ? 'derived-from-adjusted-close'
    : stated === 'none' && layout.hasActions
      ? // A file that has the columns and no action in them says that nothing happened.
        'derived-from-events'
      : stated;
  const ones = new Float64Array(bars.time.length).fill(1);
  let priceFactor: Float64Array = ones;
  if (hasAdjustedClose) priceFactor = factorsFromAdjustedClose(pick(columns.adjustedClose), bars.close);
  else if (adjustment === 'derived-from-events') priceFactor = factorsFromActions(bars.time, bars.close, actions);
  const rawBars: RawBars = {
    ...bars,
    priceFactor,
    volumeFactor: layout.volumeIsSplitAdjusted ? ones : volumeFactorFromSplits(bars.time, actions),
  };
  return {
    symbol,
    formatId: layout.formatId,
    currency: options.currency ?? layout.currency,
    timeframe,
    timeZone,
    stamps,
    assumed: {
      timeZone: resolved.zoneAssumed,
      stamps: stamps !== 'day' && options.stamps === undefined && layout.stamps === null,
    },
    adjustment,
    bars: rawBars,
    actions,
    rows: Uint32Array.from(pick(columns.row)),
    rowOrder: resolved.order,
    refusedRows: refusals.rows,
    refusedCount: refusals.count,
    findings: describeReading({
      collected,
      resolved,
      future,
      duplicates,
      bars: index.length,
      guessedAdjustment:
        options.adjustment === undefined && stamps === 'day' && isGuess(layout.formatId, label) ? adjustment : null,
    }),
    series: [...collected.series].flatMap(([name, { index: rows, value }]) => {
      const column = spread(rows, value, count);
      const found = collectSeries(name, bars.time, gather(column, index));
      return found.time.length > 0 ? [found] : [];
    }),
  };
}

/**
 * Whether the format says nothing of the adjustment: any table with the usual names, also where they are those of
 * stooq, unless the file is named as stooq names its own.
 */
function isGuess(formatId: string, label: string): boolean {
  if (formatId === 'stooq-en') return !/_[dwm]\.(csv|txt)/i.test(label);
  return ['generic', 'generic-json', 'mapped'].includes(formatId);
}

/** The rows by time; rows of one time stay in the order of the file. */
function orderByTime(rows: Uint32Array, time: Float64Array): Uint32Array {
  let rises = true;
  let falls = true;
  for (let i = 1; i < rows.length; i++) {
    const step = time[rows[i]!]! - time[rows[i - 1]!]!;
    if (step <= 0) rises = false;
    if (step >= 0) falls = false;
  }
  if (rises) return rows;
  if (falls) return rows.reverse();
  return rows.sort((a, b) => time[a]! - time[b]! || a - b);
}

function dropDuplicates(
  ordered: Uint32Array,
  time: Float64Array,
  columns: CollectedColumns,
): { index: Uint32Array; duplicates: Duplicate[] } {
  const duplicates: Duplicate[] = [];
  let kept = 0;
  for (const i of ordered) {
    const last = kept > 0 ? ordered[kept - 1]! : -1;
    if (last >= 0 && time[i] === time[last]) {
      duplicates.push({ row: columns.row[i]!, keptRow: columns.row[last]!, isSame: holdSameValues(columns, i, last) });
    } else {
      ordered[kept++] = i;
    }
  }
  return { index: ordered.subarray(0, kept), duplicates };
}

function holdSameValues(columns: CollectedColumns, a: number, b: number): boolean {
  const { open, high, low, close, volume, adjustedClose } = columns;
  return [open, high, low, close, volume, adjustedClose].every((column) => column === null || column[a] === column[b]);
}

function gather(column: Float64Array, index: Uint32Array): Float64Array {
  const picked = new Float64Array(index.length);
  for (let i = 0; i < index.length; i++) picked[i] = column[index[i]!]!;
  return picked;
}

/** The values at their rows, NaN elsewhere. */
function spread(rows: readonly number[], value: Float64Array, count: number): Float64Array {
  const column = new Float64Array(count).fill(Number.NaN);
  rows.forEach((row, i) => (column[row] = value[i]!));
  return column;
}

function collectSeries(name: string, time: Float64Array, column: Float64Array): PriceFileSeries {
  const has = (_: number, t: number): boolean => !Number.isNaN(column[t]);
  return { name, time: time.filter(has), value: column.filter((value) => !Number.isNaN(value)) };
}

function checkRows(collected: CollectedRows, label: string, bars: number, duplicates: readonly Duplicate[]): void {
  const { refusals, widened } = collected;
  if (bars === 0) throw noValidRows(collected, label);
  // A row that repeats an earlier one word for word says nothing against the file.
  const bad = refusals.count - duplicates.filter(({ isSame }) => isSame).length;
  const total = bars + refusals.count;
  const limit = `at most ${MAX_REFUSED_SHARE * 100} % may be left out`;
  if (bad > MAX_REFUSED_SHARE * total) {
    throw new AppError(
      'import/too-many-bad-rows',
      `${bad} of the ${total} rows of ${label} cannot be used; ${limit}.${describeFirst(collected)}`,
      'Mend the rows or export the file again. One instrument a file is expected, one row a bar.',
    );
  }
  if (widened.length > MAX_REFUSED_SHARE * total) {
    throw new AppError(
      'import/too-many-bad-rows',
      `In ${widened.length} of the ${total} rows of ${label}, the first of them row ${widened[0]!}, the open or the close lies outside of low to high.`,
      'The columns are probably in another order than their names say; state it: --map "open=…,high=…,low=…,close=…,date=…".',
    );
  }
}

function checkHoles(time: Float64Array, row: Float64Array, label: string): void {
  for (let t = 1; t < time.length; t++) {
    if (time[t]! - time[t - 1]! < LONGEST_HOLE_MS) continue;
    const day = formatTime(time[t]!);
    throw new AppError(
      'import/hole-of-years',
      `${label} has nothing between ${formatTime(time[t - 1]!)} (row ${row[t - 1]!}) and ${day} (row ${row[t]!}): more than ten years.`,
      `Take the part after it with --from ${day.slice(0, 10)}, or import the parts as files of their own.`,
    );
  }
}

function describeFirst({ refusals }: CollectedRows): string {
  const first = refusals.rows[0];
  return first === undefined ? '' : ` The first: row ${first.row}, ${first.reason}.`;
}

function noValidRows(collected: CollectedRows, label: string): AppError {
  const { refusals } = collected;
  return new AppError(
    'import/no-valid-rows',
    refusals.count === 0
      ? `${label} has a known header, but no row below it.`
      : `${label} is in a known format, but none of its ${refusals.count} rows can be used.${describeFirst(collected)}`,
    'Open the file and compare its rows with its header; then export it again.',
  );
}

function noSymbol(label: string): AppError {
  return new AppError(
    'import/no-symbol',
    `Neither the name of ${label} nor its content tells the symbol of the instrument.`,
    'Rename the file after its instrument, for example AAPL.csv, or import it with --symbol AAPL.',
  );
}

import { asNumber, asObject, asText } from './json-values.ts';

/** Where a row holds each value: positions of an array, or keys of an object. */
export interface RowShape {
  readonly kind: 'array' | 'object';
  /** How many values a row has where it is an array. */
  readonly width: number | null;
  /** Whether its times count from 1970, rather than being printed. */
  readonly countsFrom1970: boolean;
  readonly time: number | string;
  readonly open: number | string;
  readonly high: number | string;
  readonly low: number | string;
  readonly close: number | string;
  readonly volume: number | string | null;
  readonly adjustedClose: string | null;
  /** Cash a share, in the row of the first session without it. */
  readonly dividend: string | null;
  /** Shares after / shares before, in the row of the first session after the split. */
  readonly split: string | null;
  /** Key of the instrument in answers that hold several. */
  readonly symbol: string | null;
}

/** Rows by which a shape is told. */
const SAMPLE_ROWS = 300;

/** Prices of so many rows must be in the order that is taken; a few rows may be damaged. */
const FITTING_SHARE = 0.8;

/** Smaller numbers are no epoch: in seconds it is 1973. */
const USUAL_EPOCH = 1e8;

/** What most of the rows look like, or null where they are no prices; the others are refused one by one. */
export function findRowShape(rows: readonly unknown[]): RowShape | null {
  const sample = rows.slice(0, SAMPLE_ROWS);
  const arrays = sample.filter((row) => Array.isArray(row)) as (readonly unknown[])[];
  return 2 * arrays.length > sample.length
    ? findArrayShape(arrays)
    : findObjectShape(sample.map(asObject).filter((row) => row !== null));
}

/** Where arrays of exchanges hold the four prices, the usual order first. Nothing but the values tells them apart. */
const orders = [
  { open: 1, high: 2, low: 3, close: 4, widths: null },
  // Coinbase Exchange: [time, low, high, open, close, volume].
  { open: 3, high: 2, low: 1, close: 4, widths: [6] },
  // Bitfinex: [time, open, close, high, low, volume]; KuCoin has the turnover behind these.
  { open: 1, high: 3, low: 4, close: 2, widths: [6, 7] },
] as const;

type Order = (typeof orders)[number];

function findArrayShape(all: readonly (readonly unknown[])[]): RowShape | null {
  const width = usualWidth(all);
  if (width < 5) return null;
  const rows = all.filter(
    (row) => row.length === width && (!Number.isNaN(asNumber(row[0])) || asText(row[0]) !== null),
  );
  if (2 * rows.length <= all.length) return null;
  let order: Order = orders[0];
  let fitting = 0;
  for (const candidate of orders) {
    if (candidate.widths !== null && !(candidate.widths as readonly number[]).includes(width)) continue;
    const count = rows.filter((row) => fits(row, candidate)).length;
    if (count > fitting) {
      order = candidate;
      fitting = count;
    }
  }
  if (fitting < FITTING_SHARE * rows.length) return null;
  // Kraken gives [time, open, high, low, close, vwap, volume, count].
  const isKraken = width === 8 && rows.every((row) => asNumber(row[7]) % 1 === 0 && isWithin(row, 5));
  return {
    kind: 'array',
    width,
    countsFrom1970: areEpochs(rows.map((row) => row[0])),
    time: 0,
    open: order.open,
    high: order.high,
    low: order.low,
    close: order.close,
    volume: isKraken ? 6 : width > 5 ? 5 : null,
    adjustedClose: null,
    dividend: null,
    split: null,
    symbol: null,
  };
}

/** The most common length; the longer one of two that are equally common. */
function usualWidth(rows: readonly (readonly unknown[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  let usual = 0;
  for (const [width, count] of counts) {
    const most = counts.get(usual) ?? 0;
    if (count > most || (count === most && width > usual)) usual = width;
  }
  return usual;
}

/** Whether the prices of the row can be in this order. */
function fits(row: readonly unknown[], { open, high, low, close }: Order): boolean {
  const top = asNumber(row[high]);
  const bottom = asNumber(row[low]);
  return [open, close].every((at) => asNumber(row[at]) <= top && asNumber(row[at]) >= bottom);
}

/** A volume-weighted price lies between low and high, or is 0 where nothing was traded. */
function isWithin(row: readonly unknown[], at: number): boolean {
  const value = asNumber(row[at]);
  return value === 0 || (value <= asNumber(row[2]) * 1.001 && value >= asNumber(row[3]) * 0.999);
}

function areEpochs(times: readonly unknown[]): boolean {
  return 2 * times.filter((time) => Math.abs(asNumber(time)) >= USUAL_EPOCH).length > times.length;
}

/** Keys in lower case without punctuation. */
const names = {
  time: ['t', 'time', 'timestamp', 'date', 'datetime', 'start', 'opentime', 'ts'],
  open: ['o', 'open'],
  high: ['h', 'high'],
  low: ['l', 'low'],
  close: ['c', 'close'],
  volume: ['v', 'volume', 'vol'],
  adjustedClose: ['adjclose', 'adjustedclose'],
  dividend: ['divcash', 'dividend', 'dividends', 'dividendamount'],
  split: ['splitfactor', 'splitcoefficient', 'split', 'splits', 'stocksplits'],
  symbol: ['symbol', 'ticker'],
} as const;

function findObjectShape(rows: readonly Readonly<Record<string, unknown>>[]): RowShape | null {
  let shape: RowShape | null = null;
  for (const row of rows) {
    shape = shapeOfObject(row, rows);
    if (shape !== null) break;
  }
  if (shape === null) return null;
  const { time, open, high, low, close } = shape;
  const alike = rows.filter((row) => [time, open, high, low, close].every((key) => Object.hasOwn(row, key)));
  return 2 * alike.length > rows.length ? shape : null;
}

function shapeOfObject(
  row: Readonly<Record<string, unknown>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): RowShape | null {
  const keys = Object.keys(row);
  const find = (role: keyof typeof names): string | null => {
    for (const name of names[role]) {
      const key =
        keys.find((candidate) => candidate === name) ??
        keys.find((candidate) => candidate.toLowerCase().replace(/[^a-z0-9]/g, '') === name);
      if (key !== undefined) return key;
    }
    return null;
  };
  const [time, open, high, low, close] = [find('time'), find('open'), find('high'), find('low'), find('close')];
  if (time === null || open === null || high === null || low === null || close === null) return null;
  return {
    kind: 'object',
    width: null,
    countsFrom1970: areEpochs(rows.map((each) => each[time])),
    time,
    open,
    high,
    low,
    close,
    volume: find('volume'),
    adjustedClose: find('adjustedClose'),
    dividend: find('dividend'),
    split: find('split'),
    // Polygon's T is the ticker, its t the time.
    symbol: Object.hasOwn(row, 'T') && time === 't' ? 'T' : find('symbol'),
  };
}

import { asNumber, asObject, asText } from './json-values.ts';

/** Where a row holds each value: positions of an array, or keys of an object. */
export interface RowShape {
  readonly kind: 'array' | 'object';
  readonly time: number | string;
  readonly open: number | string;
  readonly high: number | string;
  readonly low: number | string;
  readonly close: number | string;
  readonly volume: number | string | null;
  /** Key of the instrument in answers that hold several. */
  readonly symbol: string | null;
}

/** Rows by which a shape is told. */
const SAMPLE_ROWS = 300;

/** So many of them must be alike. */
const USUAL_SHARE = 0.8;

/** What the rows look like, or null where they are no prices. */
export function findRowShape(rows: readonly unknown[]): RowShape | null {
  const sample = rows.slice(0, SAMPLE_ROWS);
  return sample.every((row) => Array.isArray(row))
    ? findArrayShape(sample)
    : sample.every((row) => asObject(row) !== null)
      ? findObjectShape(sample)
      : null;
}

function findArrayShape(all: readonly (readonly unknown[])[]): RowShape | null {
  const width = usualWidth(all);
  if (width < 5) return null;
  // A row without a time, or a short one, is refused for itself later on.
  const rows = all.filter(
    (row) => row.length === width && (!Number.isNaN(asNumber(row[0])) || asText(row[0]) !== null),
  );
  if (rows.length < USUAL_SHARE * all.length) return null;
  const shape = { kind: 'array', time: 0, open: 1, high: 2, low: 3, close: 4, symbol: null } as const;
  // Coinbase Exchange gives [time, low, high, open, close, volume]: told by the values, since nothing else tells.
  const inOrder = rows.filter((row) => fits(row, 1, 2, 3, 4)).length;
  const likeCoinbase = rows.filter((row) => fits(row, 3, 2, 1, 4)).length;
  if (width === 6 && likeCoinbase > inOrder) return { ...shape, open: 3, low: 1, volume: 5 };
  if (inOrder < USUAL_SHARE * rows.length) return null;
  // Kraken gives [time, open, high, low, close, vwap, volume, count].
  const isKraken = width === 8 && rows.every((row) => asNumber(row[7]) % 1 === 0 && isWithin(row, 5));
  return { ...shape, volume: isKraken ? 6 : width > 5 ? 5 : null };
}

function usualWidth(rows: readonly (readonly unknown[])[]): number {
  const widths = rows.map((row) => row.length).sort((a, b) => a - b);
  return widths[widths.length >> 1]!;
}

/** Whether these positions can be open, high, low and close of the row. */
function fits(row: readonly unknown[], open: number, high: number, low: number, close: number): boolean {
  const top = asNumber(row[high]);
  const bottom = asNumber(row[low]);
  return [open, close].every((at) => asNumber(row[at]) <= top && asNumber(row[at]) >= bottom);
}

/** A volume-weighted price lies between low and high, or is 0 where nothing was traded. */
function isWithin(row: readonly unknown[], at: number): boolean {
  const value = asNumber(row[at]);
  return value === 0 || (value <= asNumber(row[2]) * 1.001 && value >= asNumber(row[3]) * 0.999);
}

const names = {
  time: ['t', 'time', 'timestamp', 'date', 'datetime', 'start', 'open_time', 'opentime', 'ts'],
  open: ['o', 'open'],
  high: ['h', 'high'],
  low: ['l', 'low'],
  close: ['c', 'close'],
  volume: ['v', 'volume', 'vol'],
  symbol: ['symbol', 'ticker'],
} as const;

function findObjectShape(rows: readonly unknown[]): RowShape | null {
  const first = asObject(rows[0])!;
  const find = (role: keyof typeof names): string | null => {
    const keys = Object.keys(first);
    for (const name of names[role]) {
      const key =
        keys.find((candidate) => candidate === name) ?? keys.find((candidate) => candidate.toLowerCase() === name);
      if (key !== undefined) return key;
    }
    return null;
  };
  const [time, open, high, low, close] = [find('time'), find('open'), find('high'), find('low'), find('close')];
  if (time === null || open === null || high === null || low === null || close === null) return null;
  // Polygon's T is the ticker, its t the time.
  const symbol = Object.hasOwn(first, 'T') && time === 't' ? 'T' : find('symbol');
  return { kind: 'object', time, open, high, low, close, volume: find('volume'), symbol };
}

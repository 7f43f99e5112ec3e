import { expect, it } from 'vitest';
import { createScale } from '../axes/value-scale.ts';
import type { BarBuckets } from './chart-bars.ts';
import { buildTrades } from './trade-marks.ts';

const column = (value: (t: number) => number): Float64Array => Float64Array.from({ length: 10 }, (_, t) => value(t));
/** Buckets of two bars of 10 ms each. */
const buckets: BarBuckets = {
  ...{ firstBar: 0, barsPerBucket: 2, indicators: new Map() },
  ...{ time: column((t) => 20 * t), open: column(() => 5), high: column(() => 9), low: column(() => 1) },
  ...{ close: column(() => 5), volume: column(() => 1) },
};
const scale = createScale('linear', 0, 10, 0, 100);
const trades = {
  entryTime: [10, 50, 120, 190],
  exitTime: [30, 110, Number.NaN, Number.NaN],
  entryPrice: [2, 4, 6, 5],
  exitPrice: [3, 3, 8, 5],
  isLong: [1, 0, 1, 1],
  profit: [1, 1, 2, -1],
  chosen: 1,
};

it('a trade stands at the buckets of its times and at its prices, and an open one reaches to the end', () => {
  const built = buildTrades(trades, buckets, 0, 10, scale, (i) => i);
  expect(built).toHaveLength(4);
  expect(built[0]).toMatchObject({ fromX: 0, toX: 1, isLong: true, isOpen: false, won: true, isChosen: false });
  expect(built[0]!.fromY).toBeCloseTo(scale.toY(2));
  expect(built[1]).toMatchObject({ fromX: 2, toX: 5, isLong: false, isChosen: true });
  expect(built[2]).toMatchObject({ fromX: 6, toX: 9, isOpen: true });
  expect(built[3]).toMatchObject({ fromX: 9, toX: 9, won: false });
});

it('trades that lie wholly outside of what is seen are left out', () => {
  const seen = (from: number, to: number): number[] =>
    buildTrades(trades, buckets, from, to, scale, (i) => i).map(({ fromX }) => fromX);
  expect(seen(0, 2)).toEqual([0]);
  expect(seen(3, 5)).toEqual([2]);
  expect(seen(6, 8)).toEqual([6]);
  expect(seen(4, 4)).toEqual([]);
});

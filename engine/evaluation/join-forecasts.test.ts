import { expect, it } from 'vitest';
import type { SliceForecasts } from './forecast-slice.ts';
import { joinForecasts } from './join-forecasts.ts';

/** Rows of [time, instrument]; every other number tells slice and row: 10 · slice + row. */
function makeSlice(slice: number, rows: readonly (readonly [number, number])[], levels = [0.1, 0.9]): SliceForecasts {
  const mark = (offset: number): Float64Array => Float64Array.from(rows, (_, row) => 10 * slice + row + offset);
  return {
    time: Float64Array.from(rows, ([time]) => time),
    instrumentIndex: Int32Array.from(rows, ([, instrument]) => instrument),
    barIndex: Int32Array.from(mark(0)),
    outcome: mark(0.1),
    scale: mark(0.2),
    levels,
    quantiles: Float64Array.from(rows.flatMap((_, row) => levels.map((level) => 10 * slice + row + level))),
    probabilityUp: mark(0.3),
    expectedReturn: mark(0.4),
    baseRate: mark(0.5),
    variance: mark(0.6),
    logisticUp: mark(0.7),
    ridgeReturn: mark(0.8),
    classes: null,
  };
}

it('puts samples in order of time, then instrument, then slice, with all their columns', () => {
  const joined = joinForecasts([
    makeSlice(1, [
      [3, 0],
      [4, 1],
    ]),
    makeSlice(2, [
      [1, 0],
      [3, 0],
      [4, 0],
    ]),
  ]);
  const order = [20, 10, 21, 22, 11];
  expect([...joined.time]).toEqual([1, 3, 3, 4, 4]);
  expect([...joined.instrumentIndex]).toEqual([0, 0, 0, 0, 1]);
  expect([...joined.barIndex]).toEqual(order);
  const columns = {
    outcome: 0.1,
    scale: 0.2,
    probabilityUp: 0.3,
    expectedReturn: 0.4,
    baseRate: 0.5,
    variance: 0.6,
    logisticUp: 0.7,
    ridgeReturn: 0.8,
  } as const;
  for (const name of Object.keys(columns) as (keyof typeof columns)[]) {
    expect([...joined[name]], name).toEqual(order.map((mark) => mark + columns[name]));
  }
  expect([...joined.quantiles]).toEqual(order.flatMap((mark) => [mark + 0.1, mark + 0.9]));
});

it('refuses slices of other levels', () => {
  const slices = [makeSlice(1, [[1, 0]]), makeSlice(2, [[2, 0]], [0.2, 0.8])];
  expect(() => joinForecasts(slices)).toThrow('expected the levels 0.1, 0.9, found 0.2, 0.8');
});

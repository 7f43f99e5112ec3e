import { beforeEach, describe, expect } from 'vitest';
import { addInstrument } from './instruments.ts';
import type { WriteDatabase } from './open-store.ts';
import { addSeries, findCurrentSeries, findSeries, listSeries, listSeriesNames, readSeries } from './series.ts';
import type { NewSeries, SeriesValues } from './series.ts';
import { countRows, flipBits, it } from './workspace.test-data.ts';

const series: SeriesValues = {
  time: Float64Array.of(0, 10, 20),
  availableAt: Float64Array.of(1, 11, 21),
  value: Float64Array.of(0.5, -0.25, 0),
};

const facts = {
  instrumentId: 1,
  name: 'sentiment',
  sourceName: 'a.csv',
  lagMs: 86_400_000,
  revisions: 'unknown',
  frequency: 'day',
  note: '',
  createdAt: 1,
} as const satisfies Partial<NewSeries>;

function add(database: WriteDatabase, values: SeriesValues, more: Partial<NewSeries> = {}): boolean {
  return addSeries(database, { ...facts, ...values, ...more });
}

describe('series', () => {
  beforeEach<{ database: WriteDatabase }>(({ database }) => {
    addInstrument(database, { symbol: 'AAA', currency: 'USD', simulated: false }, 1);
  });

  it('come back as they went in, by name', ({ database }) => {
    expect(readSeries(database, 1, 'sentiment')).toBeUndefined();
    expect(add(database, series)).toBe(true);
    expect(readSeries(database, 1, 'sentiment')).toMatchObject(series);
    expect(readSeries(database, 1, 'macro')).toBeUndefined();
    expect(readSeries(database, 2, 'sentiment')).toBeUndefined();
  });

  it('make a new state only where something has changed', ({ database }) => {
    add(database, series);
    const first = findCurrentSeries(database, 1, 'sentiment');
    expect(add(database, series)).toBe(false);
    expect(add(database, series, { sourceName: 'b.csv' })).toBe(false);
    expect(countRows(database)).toMatchObject({ series: 1, series_chunks: 3 });
    // The same values, published a day later: other data.
    expect(add(database, { ...series, availableAt: Float64Array.of(11, 21, 31) })).toBe(true);
    expect(findCurrentSeries(database, 1, 'sentiment')?.contentHash).not.toBe(first?.contentHash);
    expect(readSeries(database, 1, 'sentiment')?.availableAt[0]).toBe(11);
    expect(add(database, series)).toBe(true);
    expect(readSeries(database, 1, 'sentiment')).toMatchObject(series);
    expect(countRows(database).series).toBe(3);
  });

  it('make a new state where something else is known about the same values', ({ database }) => {
    add(database, series);
    expect(add(database, series, { revisions: 'later' })).toBe(true);
    expect(add(database, series, { revisions: 'later', lagMs: 1 })).toBe(true);
    expect(findCurrentSeries(database, 1, 'sentiment')).toMatchObject({ revisions: 'later', lagMs: 1 });
    expect(findSeries(database, 1)).toMatchObject({ revisions: 'unknown' });
    // The values are kept once.
    expect(countRows(database).column_chunks).toBe(3);
  });

  it('can belong to the market instead of an instrument', ({ database }) => {
    const more = { instrumentId: null, name: 'vix', frequency: 'intraday', note: 'implied volatility' } as const;
    expect(add(database, series, more)).toBe(true);
    expect(add(database, series, more)).toBe(false);
    expect(readSeries(database, null, 'vix')).toMatchObject({ ...facts, ...more, ...series, points: 3 });
    expect(readSeries(database, 1, 'vix')).toBeUndefined();
    add(database, { ...series, value: Float64Array.of(1, 2, 3) }, more);
    add(database, series);
    add(database, series, { name: 'macro' });
    const listed = listSeries(database).map(({ id, instrumentId, name }) => [id, instrumentId, name]);
    expect(listed).toEqual([
      [2, null, 'vix'],
      [4, 1, 'macro'],
      [3, 1, 'sentiment'],
    ]);
    add(database, { ...series, value: Float64Array.of(1, 2, 3) });
    expect(listSeriesNames(database, 1)).toEqual(['macro', 'sentiment']);
    expect(listSeriesNames(database, 2)).toEqual([]);
  });

  it('are refused as damaged where a bit of the stored values has changed, until they are replaced', ({ database }) => {
    add(database, series);
    flipBits(database, 'series_chunks');
    expect(() => readSeries(database, 1, 'sentiment')).toThrow(/series sentiment do not have the hash/);
    expect(add(database, { ...series, value: Float64Array.of(1, 2, 3) })).toBe(true);
    expect(readSeries(database, 1, 'sentiment')?.value[2]).toBe(3);
  });
});

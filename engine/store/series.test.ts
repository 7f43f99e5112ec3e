import { beforeEach, describe, expect } from 'vitest';
import { addInstrument } from './instruments.ts';
import type { WriteDatabase } from './open-store.ts';
import { addSeries, findCurrentSeries, readSeries, type Series } from './series.ts';
import { countRows, flipBits, it } from './workspace.test-data.ts';

const series: Series = {
  time: Float64Array.of(0, 10, 20),
  availableAt: Float64Array.of(1, 11, 21),
  value: Float64Array.of(0.5, -0.25, 0),
};

function add(database: WriteDatabase, { time, availableAt, value }: Series, name = 'sentiment'): boolean {
  return addSeries(database, { time, availableAt, value, instrumentId: 1, name, sourceName: 'a.csv', createdAt: 1 });
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
    expect(countRows(database)).toMatchObject({ series: 1, series_chunks: 1 });
    // The same values, published a day later: other data.
    expect(add(database, { ...series, availableAt: Float64Array.of(11, 21, 31) })).toBe(true);
    expect(findCurrentSeries(database, 1, 'sentiment')?.contentHash).not.toBe(first?.contentHash);
    expect(readSeries(database, 1, 'sentiment')?.availableAt[0]).toBe(11);
    expect(add(database, series)).toBe(true);
    expect(readSeries(database, 1, 'sentiment')).toMatchObject(series);
    expect(countRows(database).series).toBe(3);
  });

  it('are refused as damaged where a bit of the stored values has changed, until they are replaced', ({ database }) => {
    add(database, series);
    flipBits(database, 'series_chunks');
    expect(() => readSeries(database, 1, 'sentiment')).toThrow(/series sentiment do not have the hash/);
    expect(add(database, { ...series, value: Float64Array.of(1, 2, 3) })).toBe(true);
    expect(readSeries(database, 1, 'sentiment')?.value[2]).toBe(3);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { ReadDatabase } from '../store/open-store.ts';
import { flipBits, it } from '../store/workspace.test-data.ts';
import { loadHistory, summariseInstrument, summariseInstruments } from './load-history.ts';
import { importOne, january, writePrices, type Day } from './price-file.test-data.ts';

// A Thursday, a Friday, a Monday and a Tuesday.
const days: Day[] = [
  { day: 2, close: 10, sentiment: 0.1 },
  { day: 3, close: 11, sentiment: 0.2 },
  { day: 6, close: 12, sentiment: '' },
  { day: 7, close: 13, sentiment: 0.4 },
];
const withoutSentiment = days.map(({ day, close }) => ({ day, close }));

function refuse(database: ReadDatabase, symbol: string): AppError {
  try {
    loadHistory(database, symbol, { series: ['sentiment'] });
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('The history was loaded.');
}

describe('loadHistory', () => {
  it('gives adjusted bars', async ({ folder, database }) => {
    await importOne(database, writePrices(folder, 'aaa.csv', withoutSentiment), true);
    const { instrument, bars, series } = loadHistory(database, 'AAA', { series: ['sentiment'] });
    expect(instrument).toEqual({ symbol: 'AAA', currency: 'XXX', simulated: true });
    expect([...bars.time]).toEqual([2, 3, 6, 7].map(january));
    expect([...bars.close]).toEqual([10, 11, 12, 13]);
    expect(series).toEqual({});
  });

  it("shows a day's sentiment from the next bar on, not at its own bar", async ({ folder, database }) => {
    await importOne(database, writePrices(folder, 'aaa.csv', days));
    // Friday's value is first seen on Monday, and again on Tuesday, because Monday has none. Tuesday's is not seen yet.
    expect([...loadHistory(database, 'AAA', { series: ['sentiment'] }).series.sentiment!]).toEqual([
      NaN,
      0.1,
      0.2,
      0.2,
    ]);
  });

  it('does not let the sentiment of the last day change anything before it', async ({ folder, database }) => {
    const early = [NaN, 0.1, 0.2, 0.2];
    for (const last of [-1, 0.4, 1]) {
      const changed = [...days.slice(0, 3), { ...days[3]!, sentiment: last }, { day: 8, close: 14, sentiment: 0 }];
      await importOne(database, writePrices(folder, 'aaa.csv', changed));
      expect([...loadHistory(database, 'AAA', { series: ['sentiment'] }).series.sentiment!]).toEqual([...early, last]);
    }
  });

  it('has a hash of its data that bars and sentiment change, and nothing else', async ({ folder, database }) => {
    const hashOf = async (content: readonly Day[], name = 'aaa.csv') => {
      await importOne(database, writePrices(folder, name, content));
      return loadHistory(database, name.slice(0, 3).toUpperCase(), { series: ['sentiment'] }).dataHash;
    };
    const first = await hashOf(days);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOf(days)).toBe(first);
    expect(await hashOf(days, 'bbb.csv')).toBe(first);
    const otherBars = await hashOf([...days.slice(0, 3), { ...days[3]!, close: 13.01 }]);
    const otherSentiment = await hashOf([{ ...days[0]!, sentiment: 0.11 }, ...days.slice(1)]);
    const none = await hashOf(withoutSentiment, 'ccc.csv');
    expect(new Set([first, otherBars, otherSentiment, none]).size).toBe(4);
    expect(await hashOf(days)).toBe(first);
  });

  it('says what there is where the symbol is unknown', async ({ folder, database }) => {
    const empty = refuse(database, 'AAA');
    expect(empty.code).toBe('data/unknown-instrument');
    expect(empty.hint).toContain('It is empty');
    for (let i = 10; i < 31; i++) await importOne(database, writePrices(folder, `s${i}.csv`, withoutSentiment));
    expect(refuse(database, 'AAA').hint).toContain('S29, …. Import AAA');
  });

  it('gives the timeframe that is asked for, and says which ones there are', async ({ folder, database }) => {
    await importOne(database, writePrices(folder, 'aaa.csv', days));
    const minutes = [30, 31, 32].map((m) => `2020-01-02 14:${m}:00Z,30,40,20,${m},5`);
    writeFileSync(join(folder, 'aaa_1m.csv'), ['Date,Open,High,Low,Close,Volume', ...minutes, ''].join('\n'));
    expect(await importOne(database, join(folder, 'aaa_1m.csv'))).toMatchObject({ status: 'added', timeframe: '1m' });
    const { bars, timeframe } = loadHistory(database, 'AAA', { timeframe: '1m' });
    expect([timeframe, ...bars.close]).toEqual(['1m', 30, 31, 32]);
    expect([...loadHistory(database, 'AAA').bars.close]).toEqual([10, 11, 12, 13]);
    expect(summariseInstruments(database).map(({ symbol, timeframe: t, bars: count }) => [symbol, t, count])).toEqual([
      ['AAA', '1m', 3],
      ['AAA', '1d', 4],
    ]);
    expect(() => loadHistory(database, 'AAA', { timeframe: '1h' })).toThrow(
      expect.objectContaining({
        code: 'data/unknown-timeframe',
        message: 'AAA has no bars of 1h; it has bars of 1m, 1d.',
      }),
    );
  });

  it('is refused where bars or sentiment are damaged; the list of instruments still stands', async ({
    folder,
    database,
  }) => {
    await importOne(database, writePrices(folder, 'aaa.csv', days));
    loadHistory(database, 'AAA', { series: ['sentiment'] });
    flipBits(database, 'series_chunks');
    expect(refuse(database, 'AAA').code).toBe('store/damaged');
    expect(summariseInstrument(database, 'AAA', '1d').series).toEqual(['sentiment']);

    await importOne(database, writePrices(folder, 'bbb.csv', withoutSentiment));
    flipBits(database, 'snapshot_chunks');
    expect(refuse(database, 'BBB').code).toBe('store/damaged');
  });
});

describe('summariseInstrument', () => {
  it('tells what is known about the current history', async ({ folder, database }) => {
    await importOne(database, writePrices(folder, 'aaa.csv', days.slice(1)));
    await importOne(database, writePrices(folder, 'aaa.csv', days));
    expect(summariseInstrument(database, 'AAA', '1d')).toMatchObject({
      symbol: 'AAA',
      currency: 'XXX',
      simulated: false,
      timeframe: '1d',
      bars: 4,
      from: january(2),
      to: january(7),
      lastClose: 13,
      format: 'yahoo',
      adjustment: 'derived-from-adjusted-close',
      refusedRows: [],
      series: ['sentiment'],
      quality: { red: 0, amber: 0, info: 0 },
    });
    await importOne(database, writePrices(folder, 'bbb.csv', withoutSentiment));
    expect(summariseInstrument(database, 'BBB', '1d').series).toEqual([]);
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect } from 'vitest';
import type { SeriesImportReport } from '#contract/api/market-data.ts';
import { findInstrument } from '../../store/instruments.ts';
import type { WriteDatabase } from '../../store/open-store.ts';
import { readSeries } from '../../store/series.ts';
import { countRows, dayMs, it } from '../../store/workspace.test-data.ts';
import { loadHistory } from '../load-history.ts';
import { clock, importOne, january, writePrices } from '../price-file.test-data.ts';
import { importSeries, summariseSeries, type SeriesRequest } from './import-series.ts';

/** Writes a table of January days and values. */
function write(
  folder: string,
  name: string,
  values: readonly (readonly [day: number, value: number | string])[],
): string {
  const rows = values.map(([day, value]) => `${new Date(january(day)).toISOString().slice(0, 10)},${value}`);
  const path = join(folder, name);
  writeFileSync(path, ['date,value', ...rows, ''].join('\n'));
  return path;
}

const importPath = (
  database: WriteDatabase,
  path: string,
  options: Partial<SeriesRequest> = {},
): Promise<SeriesImportReport> =>
  importSeries(database, clock, {
    paths: [path],
    lagMs: 0,
    revisions: 'unknown',
    note: '',
    missing: [],
    replace: false,
    ...options,
  });

const prices = [2, 3, 6, 7].map((day) => ({ day, close: 10 + day }));

describe('importSeries', () => {
  it('adds a market-wide series and tells all about it', async ({ folder, database }) => {
    const path = write(folder, 'vix.csv', [
      [2, 12.5],
      [3, 13],
      [6, 14],
    ]);
    const { outcomes } = await importPath(database, path, { lagMs: 3_600_000, revisions: 'never', note: 'CBOE' });
    const summary = {
      name: 'vix',
      symbol: null,
      points: 3,
      from: january(2),
      to: january(6),
      lastValue: 14,
      frequency: 'day',
      lagMs: 3_600_000,
      revisions: 'never',
      source: path,
      note: 'CBOE',
      importedAt: Date.UTC(2026, 0, 1),
      maxAgeMs: 31 * dayMs,
    };
    expect(outcomes).toEqual([{ status: 'added', path, summary, refusedRows: [], refusedCount: 0, changes: null }]);
    expect(summariseSeries(database)).toEqual([summary]);
    expect([...readSeries(database, null, 'vix')!.availableAt]).toEqual(
      [2, 3, 6].map((day) => january(day) + dayMs + 3_600_000),
    );
  });

  it('a second time changes nothing; an update adds what is new and keeps what it lacks', async ({
    folder,
    database,
  }) => {
    await importPath(
      database,
      write(folder, 'vix.csv', [
        [2, 1],
        [3, 2],
        [6, 3],
      ]),
    );
    const before = countRows(database);
    expect((await importPath(database, join(folder, 'vix.csv'))).outcomes).toMatchObject([
      { status: 'unchanged', changes: null },
    ]);
    expect(countRows(database)).toEqual(before);
    const update = write(folder, 'vix.csv', [
      [6, 3],
      [7, 4],
    ]);
    expect((await importPath(database, update)).outcomes).toMatchObject([
      { status: 'updated', changes: { added: 1, changed: 0 }, summary: { points: 4 } },
    ]);
    expect([...readSeries(database, null, 'vix')!.value]).toEqual([1, 2, 3, 4]);
    expect((await importPath(database, update, { replace: true })).outcomes).toMatchObject([
      { status: 'updated', summary: { points: 2 } },
    ]);
  });

  it('values that were said never to change may not, whether that is said again or not', async ({
    folder,
    database,
  }) => {
    await importPath(
      database,
      write(folder, 'vix.csv', [
        [2, 1],
        [3, 2],
      ]),
      { revisions: 'never' },
    );
    const revised = write(folder, 'vix.csv', [
      [2, 1],
      [3, 2.5],
      [6, 3],
    ]);
    const before = countRows(database);
    for (const revisions of ['never', 'unknown'] as const) {
      const { outcomes } = await importPath(database, revised, { revisions });
      expect(outcomes).toMatchObject([{ status: 'refused', code: 'series/revised' }]);
      expect(outcomes[0]).toHaveProperty('message', expect.stringContaining('the first on 2020-01-03'));
    }
    expect(countRows(database)).toEqual(before);
    expect((await importPath(database, revised, { revisions: 'later' })).outcomes).toMatchObject([
      { status: 'updated', changes: { added: 1, changed: 1 }, summary: { revisions: 'later' } },
    ]);
    expect((await importPath(database, revised)).outcomes).toMatchObject([
      { status: 'unchanged', summary: { revisions: 'later' } },
    ]);
  });

  it('all series of a file are stored, or none', async ({ folder, database }) => {
    const path = join(folder, 'mood.csv');
    writeFileSync(path, 'date,a,b\n2020-01-02,1,5\n2020-01-03,2,6\n');
    await importPath(database, path, { revisions: 'never' });
    const before = countRows(database);
    writeFileSync(path, 'date,a,b\n2020-01-03,2,7\n2020-01-06,3,8\n');
    expect((await importPath(database, path)).outcomes).toMatchObject([{ status: 'refused', code: 'series/revised' }]);
    expect(countRows(database)).toEqual(before);
  });

  it('one file that is refused does not stop the others, in an archive neither', async ({ folder, database }) => {
    const inbox = join(folder, 'inbox');
    mkdirSync(inbox);
    write(inbox, 'a.csv', [
      [2, 1],
      [3, 2],
    ]);
    writeFileSync(join(inbox, 'b.csv'), 'date,v\n2020-01-02,good\n');
    writeFileSync(join(inbox, 'note.txt'), 'About these data\n');
    const text = (value: number): Uint8Array => new TextEncoder().encode(`date,v\n2020-01-02,${value}\n2020-01-03,2\n`);
    writeFileSync(
      join(inbox, 'd.zip'),
      zipSync({ 'd1.csv': text(1), 'd2.csv': new TextEncoder().encode('no table\n'), 'd3.csv': text(3) }),
    );
    const { outcomes } = await importPath(database, inbox);
    expect(outcomes.map((o) => (o.status === 'refused' ? o.code : o.summary.name))).toEqual([
      'a',
      'series/no-values',
      'd1',
      'import/no-table',
      'd3',
    ]);
  });

  it('refuses files that would be one series, and stores the others', async ({ folder, database }) => {
    for (const inner of ['a', 'b']) mkdirSync(join(folder, 'inbox', inner), { recursive: true });
    for (const name of ['a/mood.csv', 'b/mood.csv', 'b/vix.csv']) write(join(folder, 'inbox'), name, [[2, 1]]);
    const { outcomes } = await importPath(database, join(folder, 'inbox'));
    expect(outcomes).toMatchObject([
      { status: 'refused', code: 'series/same-name' },
      { status: 'refused', code: 'series/same-name' },
      { status: 'added', summary: { name: 'vix' } },
    ]);
    expect(outcomes[0]).toHaveProperty('message', expect.stringMatching(/a.mood\.csv, .*b.mood\.csv/));
    const named = await importPath(database, join(folder, 'inbox'), { name: 'mood' });
    expect(named.outcomes.map(({ status }) => status)).toEqual(['refused', 'refused', 'refused']);
    expect(summariseSeries(database).map(({ name }) => name)).toEqual(['vix']);
  });

  it('which end of its week a value is dated by stays as it was stated', async ({ folder, database }) => {
    const sundays = [5, 12, 19, 26] as const;
    const known = (): number[] =>
      Array.from(readSeries(database, null, 'trend')!.availableAt, (at) => (at - january(1)) / dayMs + 1);
    const file = write(
      folder,
      'trend.csv',
      sundays.slice(0, 3).map((day) => [day, day]),
    );
    const update = write(
      folder,
      'trend2.csv',
      sundays.map((day) => [day, day]),
    );
    await importPath(database, file);
    expect(known()).toEqual([12, 19, 26]);
    await importPath(database, file, { dated: 'end' });
    expect(known()).toEqual([6, 13, 20]);
    await importPath(database, update, { name: 'trend', lagMs: dayMs });
    expect(known()).toEqual([7, 14, 21, 28]);
    await importPath(database, update, { name: 'trend', dated: 'start', lagMs: 0, replace: true });
    expect(known()).toEqual([12, 19, 26, 33]);
  });

  it('a close within a day is known when its bar is over', async ({ folder, database }) => {
    const path = join(folder, 'vix.csv');
    const hours = [9, 10, 11, 14, 15];
    const rows = hours.map((hour) => `2020-01-02 ${String(hour).padStart(2, '0')}:00,1,2,1,${hour}`);
    writeFileSync(path, ['date,open,high,low,close', ...rows, ''].join('\n'));
    const known = (): number[] =>
      Array.from(readSeries(database, null, 'vix')!.availableAt, (at) => (at - january(2)) / 3_600_000);
    await importPath(database, path);
    expect(known()).toEqual([10, 11, 12, 15, 16]);
    await importPath(database, path, { dated: 'end' });
    expect(known()).toEqual(hours);
  });

  it('closes of weeks that end on a Friday are known the day after', async ({ folder, database }) => {
    const path = join(folder, 'vix.csv');
    const rows = ['03', '10', '17'].map((day) => `2020-01-${day},1,2,1,2`);
    writeFileSync(path, ['date,open,high,low,close', ...rows, ''].join('\n'));
    await importPath(database, path);
    expect(readSeries(database, null, 'vix')!.availableAt[0]).toBe(january(4));
  });

  it('keeps values of another frequency apart', async ({ folder, database }) => {
    const daily = Array.from({ length: 20 }, (_, i) => [i + 1, i] as const);
    const weekly = Array.from({ length: 8 }, (_, i) => [7 * i + 3, i] as const);
    await importPath(database, write(folder, 'vix-daily.csv', daily));
    expect((await importPath(database, write(folder, 'vix-weekly.csv', weekly))).outcomes).toMatchObject([
      { status: 'added', summary: { name: 'vix-weekly', frequency: 'week' } },
    ]);
    const before = countRows(database);
    expect((await importPath(database, join(folder, 'vix-weekly.csv'), { name: 'vix-daily' })).outcomes).toMatchObject([
      { status: 'refused', code: 'series/other-frequency' },
    ]);
    expect(countRows(database)).toEqual(before);
  });

  it('needs an instrument that is there', async ({ folder, database }) => {
    const path = write(folder, 'mood.csv', [[2, 1]]);
    await expect(importPath(database, path, { symbol: 'AAA' })).rejects.toMatchObject({
      code: 'data/unknown-instrument',
    });
  });
});

describe('a series in a history', () => {
  it('of the instrument goes before that of the market', async ({ folder, database }) => {
    for (const name of ['aaa.csv', 'bbb.csv']) await importOne(database, writePrices(folder, name, prices));
    await importPath(
      database,
      write(folder, 'mood.csv', [
        [2, 1],
        [3, 2],
        [6, 3],
      ]),
    );
    await importPath(
      database,
      write(folder, 'mood.csv', [
        [2, 10],
        [3, 20],
        [6, 30],
      ]),
      { symbol: 'AAA' },
    );
    expect(findInstrument(database, 'AAA')).toBeDefined();
    const moodOf = (symbol: string): number[] => [...loadHistory(database, symbol, { series: ['mood'] }).series.mood!];
    expect(moodOf('AAA')).toEqual([NaN, 10, 20, 30]);
    expect(moodOf('BBB')).toEqual([NaN, 1, 2, 3]);
    expect(summariseSeries(database).map(({ symbol, lastValue }) => [symbol, lastValue])).toEqual([
      [null, 3],
      ['AAA', 30],
    ]);
  });

  it('ends when nothing new has come for long', async ({ folder, database }) => {
    const late = [...prices, { day: 34, close: 20 }, { day: 36, close: 20 }];
    await importOne(database, writePrices(folder, 'aaa.csv', late));
    await importPath(
      database,
      write(folder, 'mood.csv', [
        [2, 1],
        [3, 2],
      ]),
    );
    // Known on the 4th, and for 31 days.
    expect([...loadHistory(database, 'AAA', { series: ['mood'] }).series.mood!]).toEqual([NaN, 1, 2, 2, 2, NaN]);
  });
});

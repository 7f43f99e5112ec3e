import { describe, expect, it } from 'vitest';
import type { AppError } from '#contract/errors.ts';
import { inChunks, lines, now } from '../text/read-text.test-data.ts';
import { readSeriesFile, toSeriesName, type ReadSeriesFile, type SeriesReadOptions } from './read-series.ts';

const read = (
  text: string,
  options: Partial<SeriesReadOptions> = {},
  name = 'VIX_History.csv',
): Promise<ReadSeriesFile> =>
  readSeriesFile(
    { name, label: name, path: `/${name}`, read: () => inChunks(text, 50) },
    { missing: [], ...options },
    now,
  );

const refuse = (text: string, options?: Partial<SeriesReadOptions>): Promise<Partial<AppError>> =>
  read(text, options).then(
    () => ({}),
    (error: unknown) => error as AppError,
  );

/** [series][name, 'day: value'…] */
const told = ({ series }: ReadSeriesFile): string[][] =>
  series.map(({ name, time, value }) => [
    name,
    ...Array.from(time, (t, i) => `${new Date(t).toISOString().slice(0, 16).replace('T00:00', '')}: ${value[i]!}`),
  ]);

describe('readSeriesFile', () => {
  it('takes the close of prices', async () => {
    const text = lines('DATE,OPEN,HIGH,LOW,CLOSE', '01/02/2020,13,14,12,12.5', '01/13/2020,14,15,13,14.5');
    expect(told(await read(text))).toEqual([['vix-history', '2020-01-02: 12.5', '2020-01-13: 14.5']]);
  });

  it('takes every column of numbers, named after the file and the column', async () => {
    const text = lines('day;Mood Index;Note;Count', '2020-01-02;0,5;good;3', '2020-01-03;-1,25;bad;4');
    expect(told(await read(text, {}, 'news.csv'))).toEqual([
      ['news-mood-index', '2020-01-02: 0.5', '2020-01-03: -1.25'],
      ['news-count', '2020-01-02: 3', '2020-01-03: 4'],
    ]);
  });

  it('takes the columns that are named, by name or by number', async () => {
    const text = lines('Date,Open,High,Low,Close', '2020-01-02,1,3,1,2');
    expect(told(await read(text, { columns: ['high'], name: 'top' }))).toEqual([['top', '2020-01-02: 3']]);
    expect(told(await read(text, { columns: ['2', 'Low'], name: 'vix' }))).toEqual([
      ['vix-open', '2020-01-02: 1'],
      ['vix-low', '2020-01-02: 1'],
    ]);
  });

  it('takes day, month and year from columns of their own', async () => {
    const text = lines(
      'day,month,year,EPU',
      '3,1,2020,110.5',
      '31,12,2019,99',
      '30,2,2020,5',
      '1,2,2020,7',
      '2,2,2020,8',
    );
    const file = await read(text, {}, 'epu.csv');
    expect(told(file)).toEqual([['epu', '2019-12-31: 99', '2020-01-03: 110.5', '2020-02-01: 7', '2020-02-02: 8']]);
    expect(file.refusedRows).toEqual([{ row: 4, reason: expect.stringContaining('is no day') as string }]);
    const named = lines('d,m,y,v', '3,1,2020,110.5');
    expect(told(await read(named, { date: ['d', 'm', 'y'] }, 'epu.csv'))).toEqual([['epu', '2020-01-03: 110.5']]);
  });

  it('passes over empty fields and values that stand for none', async () => {
    const text = lines('date,v', '2020-01-02,0', '2020-01-03,5', '2020-01-04,', '2020-01-05,.', '2020-01-06,-99');
    expect(told(await read(text, { missing: [0, -99] }, 'mood.csv'))).toEqual([['mood', '2020-01-03: 5']]);
    expect(told(await read(text, {}, 'mood.csv'))[0]?.[1]).toBe('2020-01-02: 0');
  });

  it('refuses repeated rows, days to come, broken rows and words, and says which', async () => {
    const rows = Array.from({ length: 28 }, (_, i) => `2020-01-${String(i + 1).padStart(2, '0')},${i}`);
    const file = await read(
      lines('date,v', ...rows, '2020-01-05,7', '2031-01-01,7', '2020-02-01', 'soon,1', '2020-02-02,x'),
    );
    expect(file.series[0]!.time.length).toBe(28);
    expect(file.refusedCount).toBe(4);
    expect([...file.refusedRows].sort((a, b) => a.row - b.row)).toMatchObject([
      { row: 30, reason: 'duplicate of row 6, which was kept; their values differ' },
      { row: 31, reason: 'the date 2031-01-01 lies in the future' },
      { row: 33, reason: 'the date “soon” is no day written like the others' },
      { row: 34, reason: 'the value “x” is not a number' },
    ]);
  });

  it('times of one hour are days as printed, others instants in the stated zone', async () => {
    const daily = lines('date,v', '2020-01-02 16:00,1', '2020-01-03 16:00,2');
    expect(told(await read(daily, { name: 'v' }))).toEqual([['v', '2020-01-02: 1', '2020-01-03: 2']]);
    const hourly = lines('date,v', '2020-01-02 16:00,1', '2020-01-02 17:00,2');
    const inNewYork = { name: 'v', timeZone: 'America/New_York' };
    expect(told(await read(hourly, inNewYork))).toEqual([['v', '2020-01-02T21:00: 1', '2020-01-02T22:00: 2']]);
    const withOffset = lines('date,v', '2020-01-02 16:00+01:00,1', '2020-01-02 17:00+01:00,2');
    expect(told(await read(withOffset, inNewYork))).toEqual([['v', '2020-01-02T15:00: 1', '2020-01-02T16:00: 2']]);
  });

  it('takes a date of the day after now, for it is that day already somewhere, and none after it', async () => {
    const text = lines('date,v', '2026-06-29,1', '2026-06-30,1', '2026-07-01,2', '2026-07-02,3', '2026-07-03,4');
    const file = await read(text, { name: 'v' });
    expect(file.series[0]!.time.at(-1)).toBe(Date.UTC(2026, 6, 2));
    expect(file.refusedRows).toMatchObject([{ row: 6 }]);
  });

  it('knows prices of bars by their header or by the name of the close', async () => {
    const isOfBars = async (header: string): Promise<boolean> =>
      (await read(lines(header, '2020-01-02 10:00,1,2,1,2', '2020-01-02 11:00,1,2,1,2'))).isOfBars;
    expect(await isOfBars('date,open,high,low,close')).toBe(true);
    expect(await isOfBars('date,a,b,c,close')).toBe(true);
    expect(await isOfBars('date,a,b,c,mood')).toBe(false);
  });

  it('refuses a table of several series and names the column that tells them apart', async () => {
    const day = (i: number): string => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);
    const rows = Array.from({ length: 10 }, (_, i) =>
      ['AAA', 'BBB', 'CCC'].map((ticker, k) => `${day(i)},${ticker},note ${i} ${k},${k + 101},${i + k / 4}`),
    ).flat();
    const error = await refuse(lines('date,ticker,note,id,score', ...rows), { columns: ['score'] });
    expect(error.code).toBe('series/several');
    expect(error.message).toMatch(/20 of its 30 rows.*several series; the column “ticker” tells them apart/);
    const byNumber = rows.map((row) =>
      row
        .split(',')
        .filter((_, column) => column !== 1 && column !== 2)
        .join(),
    );
    const numbered = await refuse(lines('date,id,score', ...byNumber));
    expect(numbered.message).toContain('the column “id” tells them apart');
    const bare = await refuse(lines('date,score', ...byNumber.map((row) => row.replace(/,\d+,/, ','))));
    expect(bare).toMatchObject({ code: 'series/several', message: expect.not.stringContaining('tells') as string });
  });

  it('rows that repeat others word for word do not count against the file', async () => {
    const rows = Array.from({ length: 10 }, (_, i) => `2020-01-${i + 11},${i}`);
    const file = await read(lines('date,v', ...rows, ...rows), { name: 'v' });
    expect([file.series[0]!.time.length, file.refusedCount]).toEqual([10, 10]);
  });

  it('refuses columns that would be one series', async () => {
    const error = await refuse(lines('date,Bull %,Bull #', '2020-01-02,0.5,50', '2020-01-09,0.4,40'));
    expect(error.code).toBe('series/same-name');
    expect(error.message).toMatch(/“Bull %” and “Bull #”/);
  });

  it('years lie between 1800 and 2200, in columns of their own too', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => `${i + 1},1,2020,5`);
    const file = await read(lines('day,month,year,v', ...rows, '1,1,1799,5', '1,1,2201,5'), { name: 'v' });
    expect(file.refusedRows.map(({ reason }) => reason)).toEqual(Array(2).fill(expect.stringContaining('is no day')));
  });

  it('finds dates in a column of any name, and rows in any order', async () => {
    const text = lines('v,when', '2,2020-01-03', '1,2020-01-02');
    expect(told(await read(text, { name: 'v' }))).toEqual([['v', '2020-01-02: 1', '2020-01-03: 2']]);
  });

  it.each<[string, string, Partial<SeriesReadOptions>, string]>([
    ['no dates', lines('a,b', '1,2', '3,4'), {}, 'series/no-date-column'],
    [
      'dates that can be read in two ways',
      lines('date,v', '03/04/2020,1', '03/05/2020,2'),
      {},
      'series/no-date-column',
    ],
    ['no numbers', lines('date,v', '2020-01-02,good', '2020-01-03,bad'), {}, 'series/no-values'],
    ['missing values alone', lines('date,v', '2020-01-02,0'), { missing: [0] }, 'series/no-values'],
    ['no such column', lines('date,v', '2020-01-02,1'), { columns: ['w'] }, 'import/unknown-column'],
    ['no such date column', lines('date,v', '2020-01-02,1'), { date: ['7'] }, 'import/unknown-column'],
    [
      'many bad rows',
      lines('date,v', '2020-01-02,1', '2020-01-03,x', '2020-01-04,2'),
      { columns: ['v'] },
      'import/too-many-bad-rows',
    ],
    ['no table', 'Too many requests\n', {}, 'import/no-table'],
  ])('%s: refused', async (_, text, options, code) => {
    const error = await refuse(text, options);
    expect(error).toMatchObject({ name: 'AppError', code });
    expect(error.hint!.length).toBeGreaterThan(10);
  });
});

it('toSeriesName writes kebab-case', () => {
  expect(['VIX_History', 'News  Flag!', '…', 'x'.repeat(99)].map(toSeriesName)).toEqual([
    'vix-history',
    'news-flag',
    'series',
    'x'.repeat(63),
  ]);
});

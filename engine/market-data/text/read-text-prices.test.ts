import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { ParsedPrices } from '../parsed-prices.ts';
import { lines, readText } from './read-text.test-data.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const closes = ({ bars }: ParsedPrices): number[] => [...bars.close];

async function refuse(
  text: string | Uint8Array,
  name?: string,
  options?: Parameters<typeof readText>[2],
): Promise<AppError> {
  try {
    await readText(text, name, options);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('The file was read.');
}

describe('the formats of providers', () => {
  it('Yahoo: adjusted close, dividends and splits on the scale of the prices', async () => {
    const prices = await readText(
      lines(
        'Date,Open,High,Low,Close,Adj Close,Volume,Dividends,Stock Splits',
        '2020-01-02 00:00:00-05:00,10,11,9,10,5,100,0.0,0.0',
        '2020-01-03 00:00:00-05:00,10,11,9,10,10,100,5.0,0.0',
      ),
    );
    expect(prices).toMatchObject({
      formatId: 'yahoo',
      adjustment: 'derived-from-adjusted-close',
      timeframe: '1d',
      stamps: 'day',
    });
    expect([...prices.bars.time]).toEqual([day('2020-01-02'), day('2020-01-03')]);
    expect([...prices.bars.priceFactor]).toEqual([0.5, 1]);
    expect(prices.actions).toEqual({
      time: Float64Array.of(day('2020-01-03')),
      dividend: Float64Array.of(5),
      split: Float64Array.of(1),
    });
  });

  it('Yahoo with sentiment and a news flag: each becomes a series', async () => {
    const { series } = await readText(
      lines(
        'Date,Volume,Open,High,Low,Close,Adj close,Sentiment_gpt,News_flag',
        '2020-01-02 00:00:00+00:00,1,10,11,9,10,10,3.5,1.0',
        '2020-01-03 00:00:00+00:00,1,10,11,9,10,10,,0.0',
      ),
    );
    expect(series.map(({ name, value }) => [name, ...value])).toEqual([
      ['sentiment', 3.5],
      ['news-flag', 1, 0],
    ]);
  });

  it('Alpha Vantage: newest first, raw prices, volumes before a split on the old scale', async () => {
    const prices = await readText(
      lines(
        'timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient',
        '2020-08-31,127,131,126,129,129,200,0.0,4.0',
        '2020-08-28,504,505,498,500,125,50,0.0,1.0',
      ),
      'daily_adjusted_AAPL.csv',
    );
    expect(prices).toMatchObject({ symbol: 'AAPL', formatId: 'alpha-vantage', rowOrder: 'descending' });
    expect([...prices.bars.priceFactor]).toEqual([0.25, 1]);
    expect([...prices.bars.volumeFactor]).toEqual([4, 1]);
    expect([...prices.rows]).toEqual([3, 2]);
  });

  it('Alpha Vantage within a day is newest first; the same header in another order is no one’s, in UTC', async () => {
    const hours = Array.from({ length: 6 }, (_, i) => `2020-01-02 ${10 + i}:00:00,10,11,9,10,5`);
    const header = 'timestamp,open,high,low,close,volume';
    expect(await readText(lines(header, ...hours.toReversed()))).toMatchObject({
      formatId: 'alpha-vantage',
      timeZone: 'America/New_York',
    });
    const other = await readText(lines(header, ...hours));
    expect(other).toMatchObject({ formatId: 'generic', timeZone: 'UTC' });
    expect(other.bars.time[0]).toBe(Date.UTC(2020, 0, 2, 10));
    expect(other.findings.map(({ check }) => check)).toContain('time-zone-assumed');
    const daily = ['2020-01-02', '2020-01-03'].map((date) => `${date} 00:00:00,10,11,9,10,5`);
    expect((await readText(lines(header, ...daily))).formatId).toBe('alpha-vantage');
  });

  it('stooq in Polish: zloty for a Warsaw share, not for an index', async () => {
    const text = lines('Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen', '2020-01-02,10,11,9,10,100');
    expect(await readText(text, 'jsw_d.csv')).toMatchObject({ symbol: 'JSW', formatId: 'stooq-pl', currency: 'PLN' });
    expect(await readText(text, 'wig20_d.csv')).toMatchObject({ symbol: 'WIG20', currency: 'XXX' });
    expect(await readText(text, 'aapl.us_d.csv')).toMatchObject({ symbol: 'AAPL.US', currency: 'XXX' });
  });

  it('stooq in Polish with letters of Windows-1250, semicolons and decimal commas', async () => {
    const header = Buffer.from('Data;Otwarcie;Najwyższy;Najniższy;Zamknięcie;Wolumen\n', 'utf8').toString('latin1');
    expect(header).toContain('Ä');
    // ż is BF and ę is EA in Windows-1250.
    const bytes = Buffer.concat([
      Buffer.from('Data;Otwarcie;Najwy'),
      Buffer.of(0xbf),
      Buffer.from('szy;Najni'),
      Buffer.of(0xbf),
      Buffer.from('szy;Zamkni'),
      Buffer.of(0xea),
      Buffer.from('cie;Wolumen\n2020-01-02;10,5;11,25;9;10,75;1 200\n'),
    ]);
    const prices = await readText(bytes, 'jsw_d.csv');
    expect(prices.formatId).toBe('stooq-pl');
    expect([prices.bars.open[0], prices.bars.high[0], prices.bars.close[0], prices.bars.volume[0]]).toEqual([
      10.5, 11.25, 10.75, 1200,
    ]);
  });

  it('stooq bulk data: a ticker column, days and times in columns of their own', async () => {
    const prices = await readText(
      lines(
        '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>',
        'KGH,5,20240102,090500,10,11,9,10,5,0',
        'KGH,5,20240102,091000,10,11,9,10.5,5,0',
        'KGH,5,20240102,091500,10,11,9,10.6,5,0',
      ),
      'kgh.txt',
    );
    // Warsaw is one hour ahead of UTC in winter.
    expect(prices).toMatchObject({
      symbol: 'KGH',
      formatId: 'stooq-ascii',
      timeframe: '5m',
      timeZone: 'Europe/Warsaw',
    });
    expect(new Date(prices.bars.time[0]!).toISOString()).toMatch(/T08:0[05]/);
  });

  it('CryptoDataDownload: banner, seconds and milliseconds mixed, coin volume', async () => {
    const hour = (h: number): number => Date.UTC(2019, 9, 17, h);
    const prices = await readText(
      lines(
        'https://www.CryptoDataDownload.com',
        'unix,date,symbol,open,high,low,close,Volume BTC,Volume USD',
        `${hour(9)},2019-10-17 09:00:00,BTC/USD,8051,8056,8021,8035,61.25,492394`,
        `${hour(8) / 1000},2019-10-17 08:00:00,BTC/USD,7975,8070,7975,8051,370.45,2971610`,
        `${hour(7) / 1000}.0,2019-10-17 07:00:00,BTC/USD,7964,7987,7964,7975,121.68,970521`,
      ),
      'Coinbase_BTCUSD_1h.csv',
    );
    expect(prices).toMatchObject({
      symbol: 'BTC-USD',
      formatId: 'crypto-data-download',
      timeframe: '1h',
      stamps: 'open',
      timeZone: 'UTC',
    });
    expect([...prices.bars.time]).toEqual([7, 8, 9].map(hour));
    expect([...prices.bars.volume]).toEqual([121.68, 370.45, 61.25]);
    expect(prices.findings.map(({ check }) => check)).toContain('mixed-time-units');
  });

  it('CryptoDataDownload of old: hours as 09-AM', async () => {
    const prices = await readText(
      lines(
        'Timestamps are UTC timezone,https://www.CryptoDataDownload.com',
        'date,symbol,open,high,low,close,volume_btc,volume',
        '2019-10-17 01-PM,BTCUSD,8051,8056,8021,8035,61.25,492394',
        '2019-10-17 12-PM,BTCUSD,7975,8070,7975,8051,370.45,2971610',
        '2019-10-17 11-AM,BTCUSD,7975,8070,7975,8051,370.45,2971610',
      ),
      'Coinbase_BTCUSD_1h.csv',
    );
    expect([...prices.bars.time].map((time) => new Date(time).getUTCHours())).toEqual([11, 12, 13]);
  });

  it('Binance klines without a header, in milliseconds and in microseconds', async () => {
    const start = Date.UTC(2025, 0, 1);
    const row = (time: number, unit: number, close: number): string =>
      `${time * unit},10,11,9,${close},5,${(time + 59_999) * unit},50,3,2,20,0`;
    const prices = await readText(
      lines(row(start, 1, 10), row(start + 60_000, 1000, 10.5), row(start + 120_000, 1000, 10.6)),
      'BTCUSDT-1m-2025-01.csv',
    );
    expect(prices).toMatchObject({ symbol: 'BTCUSDT', formatId: 'binance', timeframe: '1m' });
    expect([...prices.bars.time]).toEqual([start, start + 60_000, start + 120_000]);
  });

  it('a generic table: names in any order, decimal commas, a byte order mark, thousands separators', async () => {
    const prices = await readText(
      `\uFEFF${lines('Vol.;Last;Low;High;Open;Date', '"1.234.567";10,5;9,5;11;10;31.01.2020', '1,2M;10,75;9,5;11;10,5;03.02.2020')}`,
    );
    expect(prices.formatId).toBe('generic');
    expect([...prices.bars.time]).toEqual([day('2020-01-31'), day('2020-02-03')]);
    expect(closes(prices)).toEqual([10.5, 10.75]);
    expect(prices.bars.volume[1]).toBe(1_200_000);
    expect(prices.findings.map(({ check }) => check)).toContain('adjustment-assumed');
  });

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-16, low byte first', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16, high byte first', (text) => Buffer.from(text, 'utf16le').swap16()],
    ['UTF-8', (text) => Buffer.from(text)],
  ])('%s as spreadsheets write it, however the stream cuts the byte order mark', async (_, encode) => {
    const text = encode(`\uFEFF${lines('Date\tOpen\tHigh\tLow\tClose', '2020-01-02\t10\t11\t9\t10')}`);
    for (const chunkBytes of [1, 2, 3, 4, 1000]) {
      expect(closes(await readText(text, 'AAA.csv', {}, chunkBytes))).toEqual([10]);
    }
  });

  it.each(['\t', ';', '|'])('thousands with commas beside prices with points, between %j', async (delimiter) => {
    const rows = [
      'Date,Open,High,Low,Close,Volume'.split(','),
      ['2020-01-02', '101', '101.5', '100', '101.25', '12,345'],
    ];
    const { bars } = await readText(lines(...rows.map((row) => row.join(delimiter))));
    expect([bars.close[0], bars.volume[0]]).toEqual([101.25, 12_345]);
  });

  it('a header with a delimiter at its end over rows without one, and the other way round', async () => {
    const row = '2020-01-02,10,11,9,10';
    const header = 'Date,Open,High,Low,Close';
    expect(closes(await readText(lines(`${header},`, row)))).toEqual([10]);
    expect(closes(await readText(lines(header, `${row},`)))).toEqual([10]);
    const short = await refuse(lines(`${header},Volume,`, row));
    expect(short.message).toContain('the row has 5 fields, the header 7');
    const taken = await refuse(lines('d,c,', '2020-01-02,10'), 'AAA.csv', {
      mapping: { date: 'd', close: 'c', volume: '3' },
    });
    expect(taken.code).toBe('import/no-valid-rows');
  });
});

describe('what the user states', () => {
  it('goes before what the file says', async () => {
    const prices = await readText(lines('a;b;c', '03/04/2020;1,5;7', '03/05/2020;1,6;8'), 'notes.csv', {
      mapping: { date: 'a', close: '2', volume: 'c' },
      symbol: 'XYZ',
      currency: 'EUR',
      dayOrder: 'day-first',
      adjustment: 'adjusted-by-provider',
    });
    expect(prices).toMatchObject({
      symbol: 'XYZ',
      currency: 'EUR',
      formatId: 'mapped',
      adjustment: 'adjusted-by-provider',
      timeframe: '1mo',
    });
    expect([...prices.bars.time]).toEqual([day('2020-04-03'), day('2020-05-03')]);
    expect([prices.bars.open[0], prices.bars.high[0], prices.bars.low[0], prices.bars.close[0]]).toEqual([
      1.5, 1.5, 1.5, 1.5,
    ]);
  });

  it('a first day leaves out what lies before it', async () => {
    const text = lines(
      'Date,Open,High,Low,Close,Volume',
      '2010-01-04,1,1,1,1,5',
      '2010-01-05,1,1,1,1,5',
      '2020-01-02,10,11,9,10,100',
    );
    expect(closes(await readText(text, 'AAA.csv', { from: day('2015-01-01') }))).toEqual([10]);
  });

  it('what is wrong before the first day says nothing against what comes after it', async () => {
    const date = (i: number): string => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);
    const rows = Array.from({ length: 160 }, (_, i) => {
      if (i < 60 && i % 3 !== 0) return `${date(i)},10,11,9,${i % 4 === 0 ? '' : '-1'},100`;
      if (i < 60) return `${date(i)},10,11,9,12,100`;
      return i === 100 ? `${date(i)},10,11,9,,100` : `${date(i)},10,11,9,10,100`;
    });
    const text = (order: string[]): string => lines('Date,Open,High,Low,Close,Volume', ...order);
    for (const order of [rows, rows.toReversed()]) {
      const prices = await readText(text(order), 'AAA.csv', { from: day(date(60)) });
      expect([prices.bars.time.length, prices.refusedCount]).toEqual([99, 1]);
      expect(prices.refusedRows).toHaveLength(1);
      expect(prices.findings.map(({ check, count }) => [check, count])).toContainEqual(['refused-row', 1]);
      expect(prices.findings.map(({ check }) => check)).not.toContain('ohlc-violation');
    }
    const badAtOnce = rows.map((row, i) => (i < 60 ? `${date(i)},10,11,9,,100` : row));
    expect((await readText(text(badAtOnce), 'AAA.csv', { from: day(date(60)) })).refusedCount).toBe(1);
    await expect(readText(text(rows), 'AAA.csv')).rejects.toMatchObject({ code: 'import/too-many-bad-rows' });
  });

  it('rows refused for what is no number lie before the first day where their neighbours do', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => {
      const date = new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);
      return `${date},10,11,9,${i < 9 && i > 0 ? 'abc' : 10},100`;
    });
    const { refusedCount, bars } = await readText(lines('Date,Open,High,Low,Close,Volume', ...rows), 'AAA.csv', {
      from: day('2020-01-15'),
    });
    expect([bars.time.length, refusedCount]).toEqual([16, 0]);
  });

  it('raw prices with dividends and splits are adjusted by these', async () => {
    const prices = await readText(
      lines(
        'Date,Open,High,Low,Close,Volume,Dividend,Split',
        '2020-01-02,100,100,100,100,10,0,',
        '2020-01-03,99,99,99,99,10,1,1',
        '2020-01-06,49.5,49.5,49.5,49.5,20,0,2:1',
      ),
    );
    expect(prices.adjustment).toBe('derived-from-events');
    const adjusted = [...prices.bars.close].map((close, t) => close * prices.bars.priceFactor[t]!);
    expect(adjusted).toEqual([49.5, 49.5, 49.5]);
    expect([...prices.bars.volumeFactor]).toEqual([2, 2, 1]);
  });
});

describe('rows that cannot be used', () => {
  const header = 'Date,Open,High,Low,Close,Volume';
  const good = Array.from({ length: 20 }, (_, i) => `2020-02-${String(i + 1).padStart(2, '0')},10,11,9,10,100`);

  it.each([
    ['2020-01-31,10,11,9,,100', 'the close is missing'],
    ['2020-01-31,10,11,9,abc,100', 'the close “abc” is not a number'],
    ['2020-01-31,10,11,9,NaN,100', 'the close is missing'],
    ['2020-01-31,10,11,9,-1,100', 'the close -1 is not above zero'],
    ['2020-01-31,0,11,9,10,100', 'the open 0 is not above zero'],
    ['2020-01-31,10,11,9,10,-5', 'the volume -5 is negative'],
    ['2020-01-31,10,11,9,10,many', 'the volume “many” is not a number'],
    ['2020-02-30,10,11,9,10,100', 'is no calendar day'],
    ['2020-01-31,10,11,9', 'the row has 4 fields, the header 6'],
    ['"2020-01-31,10,11,9,10,100', 'a quotation mark is left open'],
    ['2031-01-31,10,11,9,10,100', 'lies in the future'],
    ['2020-02-01,10,11,9,10,100', 'duplicate of row 2'],
    ['2020-02-01,10,11,9,10.5,100', 'row 2 was kept'],
  ])('%s: %s', async (row, reason) => {
    const prices = await readText(lines(header, ...good, row));
    expect(prices.bars.time.length).toBe(20);
    expect(prices.refusedRows).toEqual([{ row: 22, reason: expect.stringContaining(reason) as string }]);
    expect(prices.refusedCount).toBe(1);
  });

  it('those that could not be used are listed without repeated ones and those to come', async () => {
    const future = Array.from({ length: 2 }, (_, i) => `2031-01-0${i + 1},10,11,9,10,100`);
    const { findings } = await readText(lines(header, ...good, good[0]!, ...future, '2020-02-25,10,11,9,,100'));
    expect(findings.map(({ check, rows }) => [check, rows])).toEqual(
      expect.arrayContaining([
        ['duplicate', [22]],
        ['future-date', [23, 24]],
        ['refused-row', [25]],
      ]),
    );
  });

  it('a close outside of low and high stays, and these are widened', async () => {
    const prices = await readText(lines(header, ...good, '2020-01-31,10,11,9,12,100'), 'aaa_d.csv');
    expect(prices.bars.time.length).toBe(21);
    expect([prices.bars.high[0], prices.bars.close[0]]).toEqual([12, 12]);
    expect(prices.findings).toMatchObject([
      { check: 'ohlc-violation', action: 'repaired', rows: [22], times: [day('2020-01-31')] },
    ]);
  });

  it('more than a fifth of them refuses the file', async () => {
    const bad = Array.from({ length: 6 }, (_, i) => `2020-03-0${i + 1},10,11,9,,100`);
    const error = await refuse(lines(header, ...good, ...bad));
    expect(error.code).toBe('import/too-many-bad-rows');
    expect(error.message).toContain('6 of the 26 rows');
    expect(error.message).toContain('row 22, the close is missing');
  });
});

describe('files that are no price files', () => {
  it.each([
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'import/binary-file'],
    ['a page', '<html><body>Too many requests</body></html>', 'import/no-table'],
    ['blank lines', '\n\n\n', 'import/no-table'],
    ['a header alone', 'Date,Open,High,Low,Close,Volume\n', 'import/no-valid-rows'],
    ['another table', lines('name,city,age', 'Ann,Oslo,34', 'Bob,Rome,51'), 'import/unknown-format'],
    ['no header', lines('2020-01-02,1,2,3,4,5', '2020-01-03,1,2,3,4,5'), 'import/unknown-format'],
    ['dates of no kind', lines('Date,Open,High,Low,Close', 'soon,1,2,1,1'), 'import/unknown-dates'],
    [
      'dates of two kinds',
      lines('Date,Open,High,Low,Close', '03/04/2020,1,2,1,1', '03/05/2020,1,2,1,1'),
      'import/ambiguous-dates',
    ],
    [
      'two instruments',
      lines('ticker,date,open,high,low,close', 'A,2020-01-02,1,2,1,1', 'B,2020-01-02,1,2,1,1'),
      'import/several-instruments',
    ],
    ['one endless line', 'x'.repeat(300_000), 'import/no-table'],
  ])('%s', async (_, content, code) => {
    const error = await refuse(content);
    expect(error.code).toBe(code);
    expect(error.hint.length).toBeGreaterThan(10);
  });

  it('a file whose columns are mixed up', async () => {
    const rows = Array.from({ length: 10 }, (_, i) => `2020-02-1${i},10,9,11,10,100`);
    expect((await refuse(lines('Date,Open,High,Low,Close,Volume', ...rows))).message).toContain(
      'outside of low to high',
    );
  });

  it('two instruments are told with the row', async () => {
    const text = lines('Date,Open,High,Low,Close,Volume,Name', '2020-01-02,1,2,1,1,5,AAL', '2020-01-03,1,2,1,1,5,AAPL');
    expect((await refuse(text)).message).toContain('row 3 is of “AAPL”');
  });
});

it('gives the same bars however the stream cuts the text and whatever the order of the rows', async () => {
  const header = 'Date,Open,High,Low,Close,Volume';
  const rows = Array.from({ length: 60 }, (_, i) => {
    const date = new Date(Date.UTC(2020, 0, 1) + i * 86_400_000).toISOString().slice(0, 10);
    return `${date},${10 + i},${12 + i},${9 + i},${11.25 + i},${i === 7 ? '"1,000"' : 100 + i}`;
  });
  const whole = await readText(lines(header, ...rows));
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 200 }),
      fc.shuffledSubarray(rows, { minLength: rows.length }),
      fc.constantFrom('\n', '\r\n'),
      async (chunkBytes, shuffled, newline) => {
        const text = [header, ...shuffled, ''].join(newline);
        const { bars } = await readText(text, 'AAA.csv', {}, chunkBytes);
        expect(bars).toEqual(whole.bars);
      },
    ),
    { numRuns: 60, seed: 5 },
  );
});

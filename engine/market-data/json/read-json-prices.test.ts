import { describe, expect, it } from 'vitest';
import type { AppError } from '#contract/errors.ts';
import { createBarCollector } from '../collect-bars.ts';
import type { ParsedPrices } from '../parsed-prices.ts';
import { symbolOfFile } from '../symbol-of-file.ts';
import { inChunks, now } from '../text/read-text.test-data.ts';
import { readJsonPrices } from './read-json-prices.ts';

async function read(document: unknown, name = 'aaa.json'): Promise<ParsedPrices> {
  const collector = createBarCollector({});
  const bytes = inChunks(JSON.stringify(document), 333);
  await readJsonPrices({ name, label: name }, bytes, collector);
  return collector.finish({ label: name, symbol: symbolOfFile(name), now });
}

const refuse = (document: unknown, name?: string): Promise<Partial<AppError>> =>
  read(document, name).then(
    () => ({}),
    (error: unknown) => error as AppError,
  );

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const hour = (h: number): number => Date.UTC(2023, 4, 1, h);
const days = ({ bars }: ParsedPrices): string[] =>
  [...bars.time].map((time) => new Date(time).toISOString().slice(0, 10));
/** [bars][open, high, low, close, volume] */
const candles = ({ bars }: ParsedPrices): number[][] =>
  Array.from(bars.time, (_, t) => [bars.open[t]!, bars.high[t]!, bars.low[t]!, bars.close[t]!, bars.volume[t]!]);

describe('Polygon', () => {
  // Daily bars are stamped with midnight in New York: 05:00 UTC in winter, 04:00 in summer.
  const results = [
    { v: 1000, vw: 10.2, o: 10, c: 10.5, h: 11, l: 9.5, t: Date.UTC(2023, 2, 10, 5), n: 7 },
    { v: 2000, vw: 10.6, o: 10.5, c: 10.75, h: 11, l: 10, t: Date.UTC(2023, 2, 13, 4), n: 8 },
  ];

  it('aggregates are adjusted for splits, and days are those of New York', async () => {
    const prices = await read({ ticker: 'ZZZ', adjusted: true, results, status: 'OK' });
    expect(prices).toMatchObject({
      symbol: 'ZZZ',
      formatId: 'polygon',
      currency: 'USD',
      timeframe: '1d',
      stamps: 'day',
      timeZone: 'America/New_York',
      adjustment: 'split-adjusted-by-provider',
    });
    expect(days(prices)).toEqual(['2023-03-10', '2023-03-13']);
    expect(candles(prices)[0]).toEqual([10, 11, 9.5, 10.5, 1000]);
  });

  it('are raw where they were asked for so, and the ticker may follow the rows', async () => {
    expect(await read({ results, adjusted: false, ticker: 'ZZZ' })).toMatchObject({
      symbol: 'ZZZ',
      adjustment: 'none',
    });
  });

  it('pairs lose their prefix, and trade by UTC', async () => {
    const midnights = results.map((row, i) => ({ ...row, T: 'X:BTCEUR', t: Date.UTC(2023, 2, 10 + i) }));
    expect(await read({ ticker: 'X:BTCEUR', results: midnights })).toMatchObject({
      symbol: 'BTCEUR',
      currency: 'EUR',
      timeZone: 'UTC',
    });
    expect(await read({ results: midnights })).toMatchObject({ symbol: 'BTCEUR' });
    expect(
      await read({ ticker: 'C:EURUSD', results: midnights.map((row) => ({ ...row, T: 'C:EURUSD' })) }),
    ).toMatchObject({
      symbol: 'EURUSD',
      currency: 'USD',
    });
  });

  it('several pages of one instrument are one history; pages of two are refused', async () => {
    const pages = (second: string): unknown =>
      results.map((row, i) => ({ ticker: i ? second : 'ZZZ', results: [row] }));
    expect(days(await read(pages('ZZZ')))).toEqual(['2023-03-10', '2023-03-13']);
    const error = await refuse(pages('YYY'));
    expect(error).toMatchObject({ code: 'import/several-instruments' });
    expect(error.message).toContain('of “ZZZ” and of “YYY”');
  });

  it('a row that holds a list is refused', async () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ ...results[0]!, t: results[0]!.t + i * 86_400_000 }));
    const prices = await read({ ticker: 'ZZZ', results: [many[0], { ...many[1], x: [1] }, ...many.slice(2), 7, []] });
    expect(prices.bars.time).toHaveLength(8);
    expect(prices.refusedRows.map(({ row }) => row)).toEqual([9, 10]);
    expect(prices.refusedRows[0]!.reason).toContain('holds lists or objects');
    expect(prices.refusedRows[1]!.reason).toContain('7 is no row');
  });

  it('a day of the whole market holds several instruments', async () => {
    const grouped = results.map((row, i) => ({ T: ['AAA', 'BBB'][i], ...row }));
    const error = await refuse({ adjusted: true, results: grouped });
    expect(error).toMatchObject({ code: 'import/several-instruments' });
    expect(error.message).toContain('row 2 is of “BBB”, the rows before of “AAA”');
  });
});

describe('klines', () => {
  it('Binance: numbers in strings, twelve columns', async () => {
    const row = (h: number, close: string) => [
      hour(h),
      '10.0',
      '11.5',
      '9.5',
      close,
      '123.25',
      hour(h + 1) - 1,
      '1300.1',
      42,
      '60.0',
      '630.0',
      '0',
    ];
    const prices = await read([row(0, '10.5'), row(1, '11.0'), row(2, '11.25')], 'BTCUSDT-1h.json');
    expect(prices).toMatchObject({
      symbol: 'BTCUSDT',
      formatId: 'klines',
      currency: 'XXX',
      timeframe: '1h',
      stamps: 'open',
      timeZone: 'UTC',
      adjustment: 'none',
    });
    expect([...prices.bars.time]).toEqual([0, 1, 2].map(hour));
    expect(candles(prices)[0]).toEqual([10, 11.5, 9.5, 10.5, 123.25]);
  });

  it('Kraken: under the name of the pair, in seconds, volume after the average price', async () => {
    const row = (h: number, close: string) => [hour(h) / 1000, '10.0', '11.5', '9.5', close, '10.4', '77.5', 42];
    const prices = await read({ error: [], result: { XBTUSD: [row(0, '10.5'), row(1, '11')], last: hour(1) / 1000 } });
    expect(prices).toMatchObject({ symbol: 'XBTUSD', currency: 'USD', timeframe: '1h' });
    expect(candles(prices)).toEqual([
      [10, 11.5, 9.5, 10.5, 77.5],
      [10, 11.5, 9.5, 11, 77.5],
    ]);
  });

  it('OKX: newest first', async () => {
    const row = (h: number, close: string) => [String(hour(h)), '10', '11.5', '9.5', close, '5', '50', '50', '1'];
    const prices = await read(
      { code: '0', msg: '', data: [row(2, '11.2'), row(1, '11'), row(0, '10.5')] },
      'BTC-EUR.json',
    );
    expect(prices).toMatchObject({ symbol: 'BTC-EUR', currency: 'EUR', rowOrder: 'descending' });
    expect([...prices.bars.close]).toEqual([10.5, 11, 11.2]);
    expect([...prices.rows]).toEqual([3, 2, 1]);
  });

  it('Coinbase Exchange: low and high before the open, told by the values', async () => {
    // The first bar alone fits both orders.
    const rows = [[0, 10, 10, 10, 10, 1]].concat(
      Array.from({ length: 9 }, (_, i) => [i + 1, 9.5, 11.5, 10, 10.5 + i / 10, 7]),
    );
    const prices = await read(rows.map(([h, ...rest]) => [hour(h!) / 1000, ...rest]));
    expect(candles(prices).at(-1)).toEqual([10, 11.5, 9.5, 11.3, 7]);
  });

  it.each([
    ['Bitfinex', []],
    ['KuCoin', ['70.5']],
  ])('%s: the close behind the open, told by the values', async (_, more) => {
    // The first bar alone fits every order.
    const rows = [[0, 10, 10, 10, 10, 1]].concat(
      Array.from({ length: 9 }, (_, i) => [i + 1, 10, 10.5 + i / 10, 11.5, 9.5, 7]),
    );
    const prices = await read(rows.map(([h, ...rest]) => [String(hour(h!) / 1000), ...rest.map(String), ...more]));
    expect(prices).toMatchObject({ formatId: 'klines', timeZone: 'UTC' });
    expect(candles(prices).at(-1)).toEqual([10, 11.5, 9.5, 11.3, 7]);
  });

  it('two pairs are two instruments, whatever their times', async () => {
    const rows = (from: number): number[][] =>
      Array.from({ length: 3 }, (_, i) => [hour(from + i) / 1000, 10, 11, 9, 10, 10, 5, 2]);
    const error = await refuse({ error: [], result: { AAAUSD: rows(0), BBBUSD: rows(3), last: 1 } });
    expect(error).toMatchObject({ code: 'import/several-instruments' });
    expect(error.message).toContain('under “result.AAAUSD” and under “result.BBBUSD”');
  });

  it('rows of other widths or kinds are refused among usual ones, wherever they stand', async () => {
    const row = (h: number): unknown => [hour(h), 10, 11, 9, 10, 5];
    const usual = Array.from({ length: 20 }, (_, h) => row(h));
    const prices = await read([[hour(0), 10, 11], { note: 'x' }, ...usual, [hour(20), 10, 11, 9, 10, 5, 8]]);
    expect(prices.bars.time).toHaveLength(20);
    expect(prices.refusedRows).toEqual([
      { row: 1, reason: 'the row has 3 values, the others 6' },
      { row: 2, reason: 'the row {"note":"x"} is not written like the others' },
      { row: 23, reason: 'the row has 7 values, the others 6' },
    ]);
  });

  it('rows that are passed over before the prices are refused', async () => {
    const usual = Array.from({ length: 20 }, (_, h) => [hour(h), 10, 11, 9, 10, 5]);
    const prices = await read([{ page: 1, pages: 1 }, usual]);
    expect(prices.bars.time).toHaveLength(20);
    expect(prices.refusedRows).toEqual([{ row: 1, reason: 'the row is not written like those after it' }]);
  });

  it('what is no number is told from what is missing', async () => {
    const usual = Array.from({ length: 30 }, (_, h) => [hour(h), 10, 11, 9, 10, 5] as unknown[]);
    const broken: [at: number, value: unknown][] = [
      [1, 'abc'],
      [2, null],
      [3, 'n/a'],
      [4, true],
      [5, 'many'],
      [5, null],
    ];
    broken.forEach(([at, value], i) => (usual[i]![at] = value));
    const text = JSON.stringify(usual).replace('11,9,10,5]]', '1e999,9,10,5]]');
    const collector = createBarCollector({});
    await readJsonPrices({ name: 'a.json', label: 'a.json' }, inChunks(text), collector);
    expect(collector.finish({ label: 'a.json', symbol: 'A', now }).refusedRows).toEqual([
      { row: 1, reason: 'the open “abc” is not a number' },
      { row: 2, reason: 'the high is missing' },
      { row: 3, reason: 'the low is missing' },
      { row: 4, reason: 'the close “true” is not a number' },
      { row: 5, reason: 'the volume “many” is not a number' },
      { row: 30, reason: 'the high “Infinity” is not a number' },
    ]);
  });

  it('arrays with printed times are no klines of coins', async () => {
    const row = (time: string): unknown => [`2023-05-02T${time}+05:30`, 10, 11, 9, 10, 5];
    const prices = await read({ data: { candles: ['09:15:00', '09:16:00', '09:17:00'].map(row) } });
    expect(prices).toMatchObject({ formatId: 'generic-json', symbol: 'AAA', timeframe: '1m' });
    expect(new Date(prices.bars.time[0]!).toISOString()).toBe('2023-05-02T03:45:00.000Z');
  });

  it('a row that is written otherwise, without a time or without a price is refused', async () => {
    const row = (h: number) => [hour(h), '10', '11', '9', '10', '5'];
    const rows = Array.from({ length: 20 }, (_, h) => row(h)) as unknown[];
    const prices = await read([...rows, [null, '10', '11', '9', '10', '5'], [hour(22), '10', '11', '9', null, '5']]);
    expect(prices.refusedRows).toEqual([
      { row: 21, reason: 'the time null is none' },
      { row: 22, reason: 'the close is missing' },
    ]);
  });
});

describe('candles as objects', () => {
  it('Coinbase Advanced: strings, newest first', async () => {
    const candle = (h: number, close: string) => ({
      start: String(hour(h) / 1000),
      low: '9.5',
      high: '11.5',
      open: '10',
      close,
      volume: '3.5',
    });
    const prices = await read({ candles: [candle(1, '11'), candle(0, '10.5')] }, 'ETH-USD.json');
    expect(prices).toMatchObject({ symbol: 'ETH-USD', currency: 'USD', formatId: 'candles-json', timeframe: '1h' });
    expect(candles(prices)[0]).toEqual([10, 11.5, 9.5, 10.5, 3.5]);
  });

  it('a symbol beside the list, or the key of the list', async () => {
    const bars = [1, 2, 3].map((h) => ({ t: new Date(hour(h)).toISOString(), o: 10, h: 11, l: 9, c: 10, v: 5 }));
    expect(await read({ bars, symbol: 'brk/b' })).toMatchObject({ symbol: 'BRK-B', formatId: 'generic-json' });
    expect(await read({ bars: { ZZZ: bars }, next_page_token: null })).toMatchObject({ symbol: 'ZZZ', stamps: 'open' });
    expect(await read({ result: { category: 'spot', list: bars } })).toMatchObject({ symbol: 'AAA' });
    const error = await refuse({ bars: { ZZZ: bars, YYY: bars } });
    expect(error).toMatchObject({ code: 'import/several-instruments' });
    expect(error.message).toContain('under “bars.ZZZ” and under “bars.YYY”');
  });

  it.each(['adjClose', 'adjusted_close', 'adjclose'])('%s is the adjusted close', async (key) => {
    const bar = (d: number, adjusted: unknown) => ({
      date: `2023-01-0${d}`,
      open: 10,
      high: 11,
      low: 9,
      close: 10,
      [key]: adjusted,
    });
    const historical = [bar(2, 5), bar(3, 10), bar(4, 10), bar(5, 10), bar(6, 10), bar(9, null)];
    const prices = await read({ symbol: 'QQ', historical });
    expect(prices).toMatchObject({ symbol: 'QQ', adjustment: 'derived-from-adjusted-close' });
    expect([...prices.bars.priceFactor]).toEqual([0.5, 1, 1, 1, 1]);
    expect(prices.refusedRows).toEqual([{ row: 6, reason: 'the adjusted close is missing' }]);
  });

  it('Tiingo: dividends and splits in the row of their day', async () => {
    const bar = (d: number, close: number, divCash: number, splitFactor: number) => ({
      date: `2023-01-0${d}T00:00:00.000Z`,
      ...{ open: close, high: close + 1, low: close - 1, close, volume: 100, divCash, splitFactor },
    });
    const bars = [bar(3, 40, 0, 1), bar(4, 10, 0, 4), bar(5, 9, 1, 1)];
    const raw = await read(bars);
    expect(raw).toMatchObject({ adjustment: 'derived-from-events', timeframe: '1d' });
    expect(raw.actions).toEqual({
      time: Float64Array.of(day('2023-01-04'), day('2023-01-05')),
      dividend: Float64Array.of(0, 1),
      split: Float64Array.of(4, 1),
    });
    expect([...raw.bars.volumeFactor]).toEqual([4, 1, 1]);
    expect([...raw.bars.priceFactor]).toEqual([0.9 / 4, 0.9, 1]);
    const adjusted = await read(bars.map((each) => ({ ...each, adjClose: 9 })));
    expect(adjusted.adjustment).toBe('derived-from-adjusted-close');
    expect([...adjusted.bars.priceFactor]).toEqual([0.225, 0.9, 1]);
  });

  it('nobody says whether they are adjusted, nor in which zone they are', async () => {
    const bar = (date: string) => ({ date, open: 10, high: 11, low: 9, close: 10 });
    const daily = await read(['2023-01-02', '2023-01-03', '2023-01-04'].map(bar));
    expect(daily).toMatchObject({ formatId: 'generic-json', adjustment: 'none' });
    expect(daily.findings.map(({ check }) => check)).toContain('adjustment-assumed');
    const minutes = await read(['2023-01-02 10:00:00', '2023-01-02 10:01:00', '2023-01-02 10:02:00'].map(bar));
    expect(minutes.findings.map(({ check }) => check)).toContain('time-zone-assumed');
    const coins = await read([0, 24, 48].map((h) => [hour(h), 10, 11, 9, 10, 5]));
    expect(coins.findings).toEqual([]);
  });

  it('dates in words, names in any case, an instrument of their own', async () => {
    const bar = (date: string) => ({ Symbol: 'QQ', Date: date, Open: 10, High: 11, Low: 9, Close: 10 });
    const prices = await read([bar('2023-01-02'), bar('2023-01-03')]);
    expect(prices).toMatchObject({ symbol: 'QQ', timeframe: '1d' });
    expect(days(prices)).toEqual(['2023-01-02', '2023-01-03']);
  });
});

describe('Yahoo chart', () => {
  const zone = { exchangeTimezoneName: 'America/New_York', gmtoffset: -14_400, dataGranularity: '1d' };
  const open = (text: string, utcHour: number): number => day(text) / 1000 + utcHour * 3600 + 1800;

  function chart(
    timestamp: readonly number[],
    close: readonly (number | null)[],
    { meta = {}, adjclose, events }: { meta?: object; adjclose?: readonly (number | null)[]; events?: object } = {},
  ): unknown {
    const column = (shift: number) => close.map((value) => (value === null ? null : value + shift));
    return {
      chart: {
        result: [
          {
            meta: { symbol: 'ZZZ', currency: 'USD', ...zone, ...meta },
            timestamp,
            events,
            indicators: {
              quote: [{ open: column(0), high: column(1), low: column(-1), close, volume: column(90) }],
              ...(adjclose ? { adjclose: [{ adjclose }] } : {}),
            },
          },
        ],
        error: null,
      },
    };
  }

  // Winter time ends on 10 March 2024: the opening moves from 14:30 to 13:30 UTC.
  const opens = [open('2024-03-07', 14), open('2024-03-08', 14), open('2024-03-11', 13), open('2024-03-12', 13)];

  it('daily bars with dividends and a split, by the exchange’s days', async () => {
    const prices = await read(
      chart(opens, [10, 9, 9, 9], {
        adjclose: [9, 9, 9, 9],
        events: {
          dividends: { a: { amount: 1, date: opens[1] } },
          splits: { b: { numerator: 4, denominator: 1, date: opens[2], splitRatio: '4:1' } },
        },
      }),
    );
    expect(prices).toMatchObject({
      symbol: 'ZZZ',
      formatId: 'yahoo-chart',
      currency: 'USD',
      timeframe: '1d',
      adjustment: 'derived-from-adjusted-close',
    });
    expect(days(prices)).toEqual(['2024-03-07', '2024-03-08', '2024-03-11', '2024-03-12']);
    expect([...prices.bars.priceFactor]).toEqual([0.9, 1, 1, 1]);
    // Volumes are on the new scale already.
    expect([...prices.bars.volumeFactor]).toEqual([1, 1, 1, 1]);
    expect(prices.actions).toEqual({
      time: Float64Array.of(day('2024-03-08'), day('2024-03-11')),
      dividend: Float64Array.of(1, 0),
      split: Float64Array.of(1, 4),
    });
  });

  it('a day without prices is refused; what happened on it is kept', async () => {
    const more = Array.from({ length: 6 }, (_, i) => open(`2024-03-${13 + i}`, 13));
    const prices = await read(
      chart([...opens, ...more], [10, null, 9, 9, 9, 9, 9, 9, 9, 9], {
        events: { dividends: { a: { amount: 1, date: opens[1] } } },
      }),
    );
    expect(prices.refusedRows).toMatchObject([{ row: 2 }]);
    expect(prices.adjustment).toBe('split-adjusted-by-provider');
    expect(prices.actions).toMatchObject({ time: Float64Array.of(day('2024-03-11')), dividend: Float64Array.of(1) });
  });

  it('days in another season than that of the download', async () => {
    // A London day that begins at 23:00 UTC in summer; the file was made in winter.
    const london = { exchangeTimezoneName: 'Europe/London', gmtoffset: 0, currency: 'GBp' };
    const midnights = ['2024-03-28', '2024-04-01', '2024-04-02'].map(
      (text) => day(text) / 1000 - (text < '2024-03-31' ? 0 : 3600),
    );
    const prices = await read(chart(midnights, [10, 11, 12], { meta: london }));
    expect(days(prices)).toEqual(['2024-03-28', '2024-04-01', '2024-04-02']);
    // Pence.
    expect(prices.currency).toBe('GBX');
  });

  it('a dividend belongs to the week that it lies in', async () => {
    const weeks = ['2024-03-04', '2024-03-11', '2024-03-18', '2024-03-25'].map((text) => day(text) / 1000 + 5 * 3600);
    const prices = await read(
      chart(weeks, [10, 10, 10, 10], {
        meta: { dataGranularity: '1wk' },
        events: { dividends: { a: { amount: 0.5, date: open('2024-03-14', 13) } } },
      }),
    );
    expect(prices).toMatchObject({ timeframe: '1w', actions: { time: Float64Array.of(day('2024-03-11')) } });
  });

  it('an event on a day without a bar counts at the next one', async () => {
    const more = Array.from({ length: 4 }, (_, i) => open(`2024-03-${18 + i}`, 13));
    const prices = await read(
      chart([...opens, ...more], [10, 9, 9, 9, 9, 9, 9, 9], {
        events: {
          dividends: { a: { amount: 0.5, date: open('2024-03-09', 14) } },
          splits: { b: { numerator: 2, denominator: 1, date: open('2024-03-14', 13) } },
        },
      }),
    );
    expect(prices.actions).toEqual({
      time: Float64Array.of(day('2024-03-11'), day('2024-03-18')),
      dividend: Float64Array.of(0.5, 0),
      split: Float64Array.of(1, 2),
    });
  });

  it('trading hours beside the prices are no prices', async () => {
    const minutes = [0, 60, 120].map((s) => opens[0]! + s);
    const hours = { timezone: 'EST', start: minutes[0], end: minutes[2], gmtoffset: -18_000 };
    const meta = { dataGranularity: '1m', tradingPeriods: [[hours], [hours]] };
    const prices = await read(chart(minutes, [10, 11, 12], { meta }));
    expect(prices).toMatchObject({ symbol: 'ZZZ', formatId: 'yahoo-chart', refusedCount: 0 });
    expect(prices.bars.time).toHaveLength(3);
  });

  it('two charts are two instruments', async () => {
    const [a, b] = [chart(opens, [1, 2, 3, 4]), chart(opens, [1, 2, 3, 4], { meta: { symbol: 'YYY' } })] as {
      chart: { result: unknown[] };
    }[];
    const error = await refuse({ chart: { result: [...a!.chart.result, ...b!.chart.result], error: null } });
    expect(error).toMatchObject({ code: 'import/several-instruments' });
    expect(error.message).toContain('of "ZZZ" and of "YYY"');
  });

  it('a text is no price', async () => {
    const prices = await read(
      chart(
        Array.from({ length: 9 }, (_, i) => opens[2]! + i * 86_400),
        ['x' as unknown as number, 9, 9, 9, 9, 9, 9, 9, 9],
      ),
    );
    expect(prices.refusedRows).toMatchObject([{ row: 1, reason: 'the open “x0” is not a number' }]);
  });

  it('minutes are instants', async () => {
    const minutes = [0, 60, 120].map((s) => opens[0]! + s);
    const prices = await read(chart(minutes, [10, 11, 12], { meta: { dataGranularity: '1m' } }));
    expect(prices).toMatchObject({ timeframe: '1m', stamps: 'open', adjustment: 'split-adjusted-by-provider' });
    expect([...prices.bars.time]).toEqual(minutes.map((s) => s * 1000));
  });
});

describe('Alpha Vantage', () => {
  const bar = (close: number, adjusted: number, split: string) => ({
    '1. open': '10.0',
    '2. high': '50.0',
    '3. low': '9.0',
    '4. close': String(close),
    '5. adjusted close': String(adjusted),
    '6. volume': '100',
    '7. dividend amount': '0.0000',
    '8. split coefficient': split,
  });

  it('days by their dates, newest first, raw prices beside adjusted ones', async () => {
    const prices = await read({
      'Meta Data': { '1. Information': 'Daily', '2. Symbol': 'ZZZ', '5. Time Zone': 'US/Eastern' },
      'Time Series (Daily)': { '2020-01-03': bar(10, 10, '4.0'), '2020-01-02': bar(40, 10, '1.0') },
    });
    expect(prices).toMatchObject({
      symbol: 'ZZZ',
      formatId: 'alpha-vantage',
      adjustment: 'derived-from-adjusted-close',
    });
    expect(days(prices)).toEqual(['2020-01-02', '2020-01-03']);
    expect([...prices.bars.priceFactor]).toEqual([0.25, 1]);
    expect([...prices.bars.volumeFactor]).toEqual([4, 1]);
  });

  it('minutes are those of New York', async () => {
    const raw = { '1. open': '10', '2. high': '11', '3. low': '9', '4. close': '10', '5. volume': '100' };
    const prices = await read({
      'Meta Data': { '2. Symbol': 'ZZZ' },
      'Time Series (5min)': { '2020-01-02 09:40:00': raw, '2020-01-02 09:35:00': raw, '2020-01-02 09:30:00': raw },
    });
    expect(prices).toMatchObject({ timeframe: '5m', adjustment: 'none' });
    expect(new Date(prices.bars.time[0]!).toISOString()).toBe('2020-01-02T14:30:00.000Z');
  });
});

describe('answers without prices', () => {
  it.each<[string, unknown, string]>([
    ['Polygon', { status: 'ERROR', error: 'Unknown API Key' }, 'Unknown API Key'],
    ['Kraken', { error: ['EQuery:Unknown asset pair'] }, 'Unknown asset pair'],
    ['Binance', { code: -1121, msg: 'Invalid symbol.' }, 'Invalid symbol'],
    ['OKX', { code: '51001', msg: 'Instrument ID does not exist', data: [] }, 'does not exist'],
    ['Coinbase', { message: 'NotFound' }, 'NotFound'],
    ['Alpha Vantage', { Note: 'Our standard call frequency is 5 calls' }, 'call frequency'],
    ['Alpha Vantage', { 'Error Message': 'Invalid API call' }, 'Invalid API call'],
    ['Alpha Vantage', { Information: 'The demo key is for demos only' }, 'demo key'],
    ['KuCoin', { code: '400100', msg: 'Unsupported trading pair.' }, 'Unsupported trading pair'],
    ['an object', { error: { code: 404, message: 'No such ticker' } }, 'No such ticker'],
    ['Yahoo', { finance: { result: null, error: { code: 'Unauthorized', description: 'Invalid crumb' } } }, 'crumb'],
    ['Yahoo', { chart: { result: null, error: { code: 'Not Found', description: 'No data found' } } }, 'No data found'],
    ['Yahoo', { chart: { result: [{ meta: {}, indicators: { quote: [{}] } }], error: null } }, 'no bars'],
  ])('%s says why', async (_, answer, reason) => {
    const error = await refuse(answer);
    expect(error).toMatchObject({ name: 'AppError', code: 'import/provider-error' });
    expect(error.message).toContain(reason);
  });

  it('one day of one share: a range is expected', async () => {
    const error = await refuse({ status: 'OK', from: '2023-01-09', symbol: 'ZZZ', open: 1, high: 2, low: 1, close: 2 });
    expect(error.message).toContain('a range of aggregates was expected');
  });

  it.each<[string, unknown, string]>([
    ['an object', { name: 'Ann', town: 'Oslo' }, 'an object with name, town'],
    ['an empty one', {}, 'nothing in it'],
    ['a list of other rows', [{ name: 'Ann' }, { name: 'Bob' }], '{"name":"Ann"}'],
    ['a list of short rows', [[1, 2]], '[1,2]'],
    ['prices in no order', [[1_600_000_000, 5, 1, 9, 5, 5]], 'rows such as'],
    ['one day of one share', { status: 'OK', from: '2023-01-09', symbol: 'ZZZ', open: 1, close: 2 }, 'status, from'],
    ['a number', 5, '5'],
  ])('%s is of no known provider', async (_, document, found) => {
    const error = await refuse(document);
    expect(error).toMatchObject({ name: 'AppError', code: 'import/unknown-format' });
    expect(error.message).toContain(found);
  });
});

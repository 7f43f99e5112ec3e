import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { adjustBars } from '../adjust.ts';
import { parsePriceText } from './parse-price-text.ts';

const origin = { symbol: 'TEST', fileName: 'test.csv', now: Date.UTC(2024, 0, 31, 12) };
const day = (d: number) => Date.UTC(2024, 0, d);
const parse = (...lines: string[]) => parsePriceText(lines.join('\n'), origin);

/** Ten good rows, 2 to 11 January, so that a few bad ones stay below the limit. */
const YAHOO = 'Date,Open,High,Low,Close,Adj Close,Volume';
const GOOD = Array.from({ length: 10 }, (_, i) => `2024-01-${String(i + 2).padStart(2, '0')},10,12,9,11,11,100`);

function refuse(action: () => unknown): AppError {
  try {
    action();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('The text was accepted.');
}

describe('formats', () => {
  it('reads Alpha Vantage adjusted: newest first, factors from adjusted close and splits', () => {
    const file = parse(
      'timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient',
      '2024-01-05,51,52,50,51.5,51.5,2100,0.0000,1.0',
      '2024-01-04,50,51,49,50,50,2000,0.0000,2.0',
      '2024-01-03,99,101,98,100,50,1000,0.0000,1.0',
      '2024-01-02,98,100,97,99,49,900,1.0000,1.0',
    );
    expect(file).toMatchObject({
      symbol: 'TEST',
      formatId: 'alpha-vantage',
      currency: 'XXX',
      adjustment: 'derived-from-adjusted-close',
      rowOrder: 'descending',
      refusedRows: [],
    });
    expect([...file.time]).toEqual([2, 3, 4, 5].map(day));
    expect([...file.close]).toEqual([99, 100, 50, 51.5]);
    expect([...file.priceFactor]).toEqual([49 / 99, 0.5, 1, 1]);
    expect([...file.volumeFactor]).toEqual([2, 2, 1, 1]);
    expect([...adjustBars(file).volume]).toEqual([1800, 2000, 2000, 2100]);
    expect(file).not.toHaveProperty('sentiment');
  });

  it('reads plain Alpha Vantage as not adjusted', () => {
    const file = parse('timestamp,open,high,low,close,volume', '2024-01-03,1,2,1,2,5', '2024-01-02,1,2,1,2,5');
    expect(file).toMatchObject({ formatId: 'alpha-vantage', adjustment: 'none' });
    expect([...file.priceFactor, ...file.volumeFactor]).toEqual([1, 1, 1, 1]);
  });

  it('reads Yahoo in any case and order of columns, with timestamps, further columns and sentiment', () => {
    const file = parse(
      'Date,Volume,Open,High,Low,Close,Adj close,Sentiment_gpt,News_flag',
      '2024-01-02 00:00:00+00:00,100,10,12,9,11,5.5,2.5,1.0',
      '2024-01-03 00:00:00+00:00,200,11,13,10,12,6,,0.0',
      '2024-01-04 00:00:00+00:00,300,12,14,11,13,13,4,1.0',
    );
    expect(file).toMatchObject({ formatId: 'yahoo', adjustment: 'derived-from-adjusted-close', rowOrder: 'ascending' });
    expect([...file.open]).toEqual([10, 11, 12]);
    expect([...file.high]).toEqual([12, 13, 14]);
    expect([...file.low]).toEqual([9, 10, 11]);
    expect([...file.volume]).toEqual([100, 200, 300]);
    expect([...file.priceFactor]).toEqual([0.5, 0.5, 1]);
    expect([...(file.sentiment?.time ?? [])]).toEqual([day(2), day(4)]);
    expect([...(file.sentiment?.value ?? [])]).toEqual([2.5, 4]);
  });

  it('reads Polish Stooq as zloty, adjusted by the provider', () => {
    const file = parse('Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen', '2024-01-02,10,12,9,11,100');
    expect(file).toMatchObject({ formatId: 'stooq-pl', currency: 'PLN', adjustment: 'adjusted-by-provider' });
    expect([file.open[0], file.high[0], file.low[0], file.close[0], file.volume[0]]).toEqual([10, 12, 9, 11, 100]);
  });

  it('reads English Stooq, also without volume, but not with columns that Stooq does not have', () => {
    expect(parse('Date,Open,High,Low,Close,Volume', '2024-01-02,10,12,9,11,100').formatId).toBe('stooq-en');
    const index = parse('Date,Open,High,Low,Close', '2024-01-02,10,12,9,11');
    expect(index.formatId).toBe('stooq-en');
    expect([...index.volume]).toEqual([0]);
    const other = () => parse('Date,Open,High,Low,Close,Volume,Stock Splits', '2024-01-02,10,12,9,11,100,0');
    expect(refuse(other).code).toBe('import/unknown-format');
  });
});

describe('the text itself', () => {
  it('may have a byte order mark, CR LF or CR, quotes, blank lines and trailing delimiters', () => {
    const lines = [
      '"Date","Open","High","Low","Close","Adj Close","Volume"',
      '"2024-01-02","10",12,9,"11",11,"100"',
      '',
    ];
    for (const end of ['\n', '\r\n', '\r']) {
      const file = parsePriceText(`\uFEFF${lines.join(end)}2024-01-03,10,12,9,11,11,100,${end}${end}`, origin);
      expect([...file.volume], JSON.stringify(end)).toEqual([100, 100]);
    }
  });

  it('may be semicolon separated with a decimal comma, its names with Polish letters', () => {
    const file = parse('Data;Otwarcie;Najwyższy;Najniższy;Zamknięcie;Wolumen', '2024-01-02;10,5;12,25;9,75;11;100');
    expect([file.open[0], file.high[0], file.low[0], file.close[0]]).toEqual([10.5, 12.25, 9.75, 11]);
  });

  it('gives the same bars in whatever order the rows come', () => {
    const sorted = parse(YAHOO, ...GOOD);
    fc.assert(
      fc.property(fc.shuffledSubarray(GOOD, { minLength: GOOD.length, maxLength: GOOD.length }), (rows) => {
        const shuffled = parse(YAHOO, ...rows);
        expect(shuffled.time).toEqual(sorted.time);
        expect(shuffled.close).toEqual(sorted.close);
      }),
    );
    expect(parse(YAHOO, GOOD[1]!, GOOD[0]!, GOOD[2]!).rowOrder).toBe('unordered');
    expect(parse(YAHOO, GOOD[1]!, GOOD[0]!).rowOrder).toBe('descending');
  });

  it('never throws anything but an AppError, and never returns bars that break the rules', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.constantFrom('10', '11', '', 'null', '2024-01-05', '"'),
    );
    const line = fc.oneof(
      fc.array(cell, { maxLength: 9 }).map((cells) => cells.join(',')),
      fc.constantFrom(...GOOD),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        try {
          const file = parse(YAHOO, ...lines);
          for (let t = 0; t < file.time.length; t++) {
            expect(file.low[t]! > 0 && file.high[t]! >= file.low[t]! * 0.999).toBe(true);
            expect(t === 0 || file.time[t]! > file.time[t - 1]!).toBe(true);
          }
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('refused rows', () => {
  it.each([
    ['2024-02-30,10,12,9,11,11,100', 'the date “2024-02-30” is not a calendar day written as YYYY-MM-DD'],
    ['2024-01-15,null,null,null,null,null,null', 'the open is missing'],
    ['2024-01-15,10,12,9,abc,11,100', 'the close “abc” is not a number'],
    ['2024-01-15,10,12,9,NaN,11,100', 'the close is missing'],
    ['2024-01-15,10,12,-9,11,11,100', 'the low -9 is not above zero'],
    ['2024-01-15,0,12,9,11,11,100', 'the open 0 is not above zero'],
    ['2024-01-15,10,12,9,11,0,100', 'the adjusted close 0 is not above zero'],
    ['2024-01-15,10,8,9,11,11,100', 'the high 8 is below the low 9'],
    ['2024-01-15,12.1,12,9,11,11,100', 'the open 12.1 lies outside of low to high, 9 to 12'],
    ['2024-01-15,8.9,12,9,11,11,100', 'the open 8.9 lies outside of low to high, 9 to 12'],
    ['2024-01-15,10,12,9,12.1,11,100', 'the close 12.1 lies outside of low to high, 9 to 12'],
    ['2024-01-15,10,12,9,8.9,11,100', 'the close 8.9 lies outside of low to high, 9 to 12'],
    ['2024-01-15,10,12,9,11,11,-1', 'the volume -1 is negative'],
    ['2024-01-15,10,12,9,11,11,many', 'the volume “many” is not a number'],
    ['2024-02-02,10,12,9,11,11,100', 'the date 2024-02-02 lies in the future'],
    ['2024-01-15,10,12', 'the row has 3 fields, the header 7'],
    ['2024-01-15,10,12,9,11,11,100,7', 'the row has 8 fields, the header 7'],
    ['2024-01-15,"10,12,9,11,11,100', 'a quotation mark is left open'],
    ['2024-01-05,10,12,9,11,11,100', 'duplicate of row 5'],
    ['2024-01-05,10,12,9,11.5,11,100', 'rows 5 and 13 give different values for 2024-01-05; row 5 was kept'],
  ])('%s: %s', (line, reason) => {
    // The header is row 1, the good rows 2 to 11, row 12 is blank.
    const file = parse(YAHOO, ...GOOD, '', line);
    expect(file.refusedRows).toEqual([{ row: 13, reason }]);
    expect(file.time.length).toBe(10);
    expect(file.close[3]).toBe(11);
  });

  it('accepts what providers round, an empty volume, and today in the east of the world', () => {
    const late = { ...origin, now: Date.UTC(2024, 0, 30, 10) };
    const file = parsePriceText(
      [YAHOO, '2024-01-29,10,12,9,12.01,12.01,', '2024-01-31,10,12,9,11,11,null'].join('\n'),
      late,
    );
    expect(file.refusedRows).toEqual([]);
    expect([...file.close]).toEqual([12.01, 11]);
    expect([...file.volume]).toEqual([0, 0]);
  });

  it('refuses a row whose sentiment is not a number', () => {
    const rows = GOOD.map((line) => `${line},0.5`);
    const file = parse(`${YAHOO},Sentiment`, ...rows, '2024-01-15,10,12,9,11,11,100,good');
    expect(file.refusedRows).toEqual([{ row: 12, reason: 'the sentiment “good” is not a number' }]);
  });

  it('keeps the split of a row whose prices are refused', () => {
    const header = 'timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient';
    const plain = [2, 3, 4, 8, 9, 10].map((d) => `2024-01-${String(d).padStart(2, '0')},10,12,9,11,11,100,0,1`);
    const file = parse(header, ...plain, '2024-01-05,0,0,0,0,0,100,0,4.0');
    expect(file.refusedRows.length).toBe(1);
    expect([...file.volumeFactor]).toEqual([4, 4, 4, 1, 1, 1]);
  });
});

describe('refused files', () => {
  it('shows the header that was found and the formats that are known', () => {
    const error = refuse(() => parse('Name,Price', 'x,1'));
    expect(error.code).toBe('import/unknown-format');
    expect(error.message).toContain('“Name,Price”');
    expect(error.message).toContain('Yahoo Finance history (Date,Open,High,Low,Close,Adj Close,Volume)');
    expect(error.hint).not.toBe('');
  });

  it('refuses a file without a usable row', () => {
    expect(refuse(() => parse(YAHOO)).code).toBe('import/no-valid-rows');
    const error = refuse(() => parse(YAHOO, '2024-01-02,null,null,null,null,null,null'));
    expect(error.code).toBe('import/no-valid-rows');
    expect(error.message).toContain('row 2, the open is missing');
  });

  it('refuses a file when more than a fifth of its rows is bad, identical duplicates aside', () => {
    const bad = (n: number) => Array.from({ length: n }, () => 'x,10,12,9,11,11,100');
    expect(parse(YAHOO, ...GOOD.slice(0, 8), ...bad(2)).refusedRows.length).toBe(2);
    expect(refuse(() => parse(YAHOO, ...GOOD.slice(0, 8), ...bad(3))).code).toBe('import/too-many-bad-rows');
    expect(parse(YAHOO, ...GOOD, ...GOOD).refusedRows.length).toBe(10);
  });
});

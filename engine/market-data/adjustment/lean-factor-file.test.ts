import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { it } from '../../store/workspace.test-data.ts';
import { describeLeanCompanion, findLeanActions, parseLeanFactors } from './lean-factor-file.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
// A dividend of 2 on a close of 100 after 3 March, a split of 7:1 after 6 June, both after 1 September.
const text = [
  '20140102,0.96,0.0714286,90',
  '20140303,0.96,0.0714286,100',
  '20140606,0.98,0.0714286,645',
  '20140901,0.98,0.5,50',
  '20501231,1,1,0',
].join('\n');

describe('parseLeanFactors', () => {
  it('reads splits and dividends from the changes of the factors', () => {
    const { time, dividend, split } = parseLeanFactors(text, 'aapl.csv', null);
    expect([...time]).toEqual(['2014-03-04', '2014-06-07', '2014-09-02'].map(day));
    expect(dividend[0]).toBeCloseTo(100 * (1 - 0.96 / 0.98), 12);
    expect(dividend[1]).toBe(0);
    expect(dividend[2]).toBeCloseTo(1, 12);
    // Seven digits of a seventh and a half are exactly 7 and 2.
    expect([...split]).toEqual([1, 7, 2]);
  });

  it('takes a reverse split for a simple ratio, and rows in any order', () => {
    const reverse = ['20501231,1,1,0', '20200102,1,20.0000003,1'].join('\n');
    expect([...parseLeanFactors(reverse, 'a.csv', null).split]).toEqual([1 / 20]);
  });

  it('knows days of the exchange as instants where bars are shorter than a day', () => {
    const { time } = parseLeanFactors(text, 'aapl.csv', 'America/New_York');
    expect(Array.from(time, (at) => new Date(at).toISOString())).toEqual([
      '2014-03-04T05:00:00.000Z',
      '2014-06-07T04:00:00.000Z',
      '2014-09-02T04:00:00.000Z',
    ]);
  });

  it.each(['20140102,0,1,90', '2014-01-02,1,1,90', '20140102;1;1', 'date,price,split', '20140102,1'])(
    'refuses “%s”, and says where',
    (row) => {
      expect(() => parseLeanFactors(`20140101,1,1,1\n${row}\n`, 'aapl.csv', null)).toThrow(
        expect.objectContaining({
          code: 'import/damaged-factor-file',
          message: expect.stringContaining('Row 2 of aapl.csv') as string,
        }),
      );
    },
  );
});

describe('findLeanActions', () => {
  it('looks beside the folder of the prices and above that, by the ticker of the file', async ({ folder }) => {
    const usa = join(folder, 'usa');
    mkdirSync(join(usa, 'factor_files'), { recursive: true });
    const daily = { path: join(usa, 'daily', 'aapl.zip'), name: 'aapl.csv' };
    const minute = { path: join(usa, 'minute', 'aapl', '20140606_trade.zip'), name: '20140606_aapl_minute_trade.csv' };
    expect(await findLeanActions(daily, null)).toBeNull();
    writeFileSync(join(usa, 'factor_files', 'aapl.csv'), text);
    expect((await findLeanActions(daily, null))?.split).toEqual(Float64Array.of(1, 7, 2));
    expect((await findLeanActions(minute, 'America/New_York'))?.split).toEqual(Float64Array.of(1, 7, 2));
    expect(await findLeanActions({ ...daily, name: 'msft.csv' }, null)).toBeNull();
    writeFileSync(join(usa, 'factor_files', 'aapl.csv'), 'nonsense');
    await expect(findLeanActions(daily, null)).rejects.toMatchObject({ code: 'import/damaged-factor-file' });
  });

  it('tells the tables that lie beside the prices', () => {
    expect(
      ['/x/factor_files/aapl.csv', '/x/map_files/aapl.csv', '/x/daily/aapl.zip', '/factor_files.csv'].map(
        (path) => describeLeanCompanion(path) !== null,
      ),
    ).toEqual([true, true, false, false]);
  });

  it('tells quotes and open interest from trades, and from files of others that are named so', () => {
    const reasons = (names: readonly string[]) => names.map((name) => describeLeanCompanion(`/x/minute/aapl/${name}`));
    const quotes = [
      '20140606_quote.zip',
      '20140606_quote_american.zip',
      '20140606_openinterest_american.zip',
      'aapl_quote_american.zip',
      '20140606_aapl_minute_quote.csv',
      '20140606_aapl_minute_quote_american_call_6450000_20140621.csv',
    ];
    for (const reason of reasons(quotes)) expect(reason).toContain('no trades');
    expect(
      reasons(['20140606_trade.zip', 'aapl.zip', '20140606_aapl_minute_trade.csv', 'aapl_quote.csv', 'quote.zip']),
    ).toEqual([null, null, null, null, null]);
  });
});

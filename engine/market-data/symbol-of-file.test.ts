import { describe, expect, it } from 'vitest';
import { symbolOfFile } from './symbol-of-file.ts';

describe('symbolOfFile', () => {
  it.each([
    ['/data/daily_adjusted_AAPL.csv.gz', 'AAPL'],
    ['daily_IBM.csv', 'IBM'],
    ['jsw_d.csv', 'JSW'],
    ['11b_d.csv', '11B'],
    ['AAPL.csv', 'AAPL'],
    ['AAPL (1).csv', 'AAPL'],
    ['BRK-B.csv.gz', 'BRK-B'],
    ['rds.b.csv', 'RDS.B'],
    ['^spx_d.csv', '^SPX'],
    ['EURUSD=X.csv', 'EURUSD=X'],
    ['SIM-ALFA.csv', 'SIM-ALFA'],
    ['my fund.txt', 'MY-FUND'],
  ])('%s is %s', (path, symbol) => {
    expect(symbolOfFile(path)).toBe(symbol);
  });

  it.each(['.csv', 'daily_adjusted_.csv', '---.csv'])('refuses %s', (path) => {
    expect(() => symbolOfFile(path)).toThrow(expect.objectContaining({ code: 'import/no-symbol' }));
  });
});

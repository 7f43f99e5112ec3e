import { describe, expect, it } from 'vitest';
import { cleanSymbol, symbolOfFile } from './symbol-of-file.ts';

describe('symbolOfFile', () => {
  it.each([
    ['daily_adjusted_AAPL.csv.gz', 'AAPL'],
    ['daily_IBM.csv', 'IBM'],
    ['jsw_d.csv', 'JSW'],
    ['11b_d.csv', '11B'],
    ['AAPL.csv', 'AAPL'],
    ['AAPL (1).csv', 'AAPL'],
    ['aapl.zip', 'AAPL'],
    ['aapl.json', 'AAPL'],
    ['BRK-B.csv.gz', 'BRK-B'],
    ['ABR-D.csv', 'ABR-D'],
    ['rds.b.csv', 'RDS.B'],
    ['^spx_d.csv', '^SPX'],
    ['EURUSD=X.csv', 'EURUSD=X'],
    ['Coinbase_BTCUSD_1h.csv', 'COINBASE-BTCUSD'],
    ['ETH_USDT-5m.json', 'ETH-USDT'],
    ['V_1min.csv', 'V'],
    ['MSFT-daily.csv', 'MSFT'],
    ['kgh_w.csv', 'KGH'],
    ['SIM-ALFA.csv', 'SIM-ALFA'],
    ['my fund.txt', 'MY-FUND'],
    ['spółka.csv', 'SPÓŁKA'],
  ])('%s is %s', (name, symbol) => {
    expect(symbolOfFile(name)).toBe(symbol);
  });

  it.each(['.csv', 'daily_adjusted_.csv', '---.csv', ''])('of “%s” there is none', (name) => {
    expect(symbolOfFile(name)).toBeNull();
  });
});

describe('cleanSymbol', () => {
  it('takes what a symbol cannot hold for a hyphen, and none at the ends', () => {
    expect(cleanSymbol(' btc/usd ')).toBe('BTC-USD');
    expect(cleanSymbol('_aapl_')).toBe('AAPL');
    expect(cleanSymbol('/')).toBeNull();
    expect(cleanSymbol(null)).toBeNull();
  });
});

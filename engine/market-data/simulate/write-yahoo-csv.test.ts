import { expect, it } from 'vitest';
import { parsePriceText } from '../csv/parse-price-text.ts';
import { simulateMarket } from './simulate-market.ts';
import { writeYahooCsv } from './write-yahoo-csv.ts';

it('comes back from the import bit by bit', () => {
  for (const instrument of simulateMarket({ seed: 9, instruments: 3, bars: 400 })) {
    const { symbol, bars, sentiment } = instrument;
    const file = parsePriceText(writeYahooCsv(instrument), {
      symbol,
      fileName: `${symbol}.csv`,
      now: Date.UTC(2026, 6, 1),
    });
    expect(file).toMatchObject({
      symbol,
      formatId: 'yahoo',
      rowOrder: 'ascending',
      refusedRows: [],
      ...bars,
      sentiment,
    });
    expect(new Set([...file.priceFactor, ...file.volumeFactor])).toEqual(new Set([1]));
  }
});

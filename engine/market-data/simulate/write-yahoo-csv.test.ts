import { expect, it } from 'vitest';
import { readText } from '../text/read-text.test-data.ts';
import { simulateMarket } from './simulate-market.ts';
import { writeYahooCsv } from './write-yahoo-csv.ts';

it('comes back from the import bit by bit', async () => {
  for (const instrument of simulateMarket({ seed: 9, instruments: 3, bars: 400 })) {
    const { symbol, bars, sentiment } = instrument;
    const file = await readText(writeYahooCsv(instrument), `${symbol}.csv`);
    expect(file).toMatchObject({ symbol, formatId: 'yahoo', rowOrder: 'ascending', refusedRows: [], findings: [] });
    expect(file.bars).toMatchObject({ ...bars });
    expect(file.series).toEqual([{ name: 'sentiment', ...sentiment }]);
    expect(new Set([...file.bars.priceFactor, ...file.bars.volumeFactor])).toEqual(new Set([1]));
  }
});

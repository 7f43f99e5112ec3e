import type { Clock } from '../../kernel/clock.ts';
import type { RawBars } from '../../store/bars.ts';
import type { WriteDatabase } from '../../store/open-store.ts';
import { storePrices, type StoreOptions } from '../store-prices.ts';
import { alter, rowOfBar, scalePrices, walk } from './history.test-data.ts';

export const clock: Clock = { now: () => Date.UTC(2030, 0, 1), newId: () => 'id' };

/** Bars of which those named are in another unit. */
export function withUnitJumps(...wrong: readonly number[]): RawBars {
  return alter(walk(400), (bars) => {
    for (const t of wrong) scalePrices(bars, t, t + 1, 100);
  }).bars;
}

/** Imports the bars as a file of that symbol, on top of those that are there. */
export function importBars(
  database: WriteDatabase,
  symbol: string,
  bars: RawBars,
  options: Partial<StoreOptions> = {},
): ReturnType<typeof storePrices> {
  const { actions, adjustment, timeframe, timeZone } = walk(1);
  return storePrices(
    database,
    clock,
    `${symbol}.csv`,
    {
      ...{ symbol, bars, actions, adjustment, timeframe, timeZone },
      formatId: 'yahoo',
      currency: 'XXX',
      stamps: 'day',
      assumed: { timeZone: false, stamps: false },
      rows: Uint32Array.from(bars.time, (_, t) => rowOfBar(t)),
      rowOrder: 'ascending',
      refusedRows: [],
      refusedCount: 0,
      findings: [],
      series: [],
    },
    { simulated: false, replace: false, repair: false, ...options },
  );
}

import type { Forecast } from '#contract/forecast.ts';
import { addSnapshot, noActions } from '#engine/store/bars.ts';
import { findInstrument } from '#engine/store/instruments.ts';
import { appendForecasts } from '#engine/store/ledger.ts';
import { openStore, transact } from '#engine/store/open-store.ts';
import { makeHistory } from './history.ts';

/*
 * A process that appends transactions of one snapshot and three forecasts to a workspace until it is killed:
 *   node appender.ts <workspace> <first number> [last number]
 * Prints the number of each transaction after it was committed, and before the next one is begun.
 */
const [folder, first, last] = process.argv.slice(2);
const store = openStore(folder!);
const { id: instrumentId } = findInstrument(store.database, 'AAA')!;
for (let n = Number(first); n <= Number(last ?? Infinity); n++) {
  transact(store.database, (transaction) => {
    addSnapshot(transaction, {
      ...{ instrumentId, timeframe: '1d', format: 'yahoo', sourceName: `${n}`, timeZone: 'UTC', stamps: 'day' },
      ...{ adjustment: 'none', refusedRows: [], refusedCount: 0, findings: [], repairs: [], changes: null },
      ...{ bars: makeHistory(n), actions: noActions, createdAt: n },
    });
    const forecasts = [0, 1, 2].map((k) => ({ id: `${n}-${k}`, symbol: 'AAA', asOf: n, createdAt: n }));
    appendForecasts(transaction, forecasts as unknown as Forecast[], 1);
  });
  process.stdout.write(`${n}\n`);
}
store.close();

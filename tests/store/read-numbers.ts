import { expect } from 'vitest';
import { listSnapshots, readSnapshot } from '#engine/store/bars.ts';
import { listForecasts } from '#engine/store/ledger.ts';
import { checkIntegrity, openStore } from '#engine/store/open-store.ts';
import { makeHistory } from './history.ts';

/**
 * The numbers of the transactions that a workspace holds, ascending, after all of them were found to be sound and
 * whole, with the values that were written.
 */
export function readNumbers(folder: string): number[] {
  const store = openStore(folder);
  try {
    expect(checkIntegrity(store.database)).toEqual([]);
    expect(store.database.read.pragma('foreign_key_check')).toEqual([]);
    const numbers = listSnapshots(store.database, 1, '1d').map((snapshot) => {
      const n = Number(snapshot.sourceName);
      expect(readSnapshot(store.database, snapshot).bars).toStrictEqual(makeHistory(n));
      return n;
    });
    const ids = listForecasts(store.database, 'AAA', 1e9).map(({ id }) => id);
    expect(ids.sort()).toEqual(numbers.flatMap((n) => [0, 1, 2].map((k) => `${n}-${k}`)).sort());
    return numbers.sort((a, b) => a - b);
  } finally {
    store.close();
  }
}

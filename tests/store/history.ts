import type { RawBars } from '#engine/store/bars.ts';
import { addInstrument } from '#engine/store/instruments.ts';
import { addModel } from '#engine/store/models.ts';
import { openStore } from '#engine/store/open-store.ts';
import { addRun } from '#engine/store/runs.ts';

const dayMs = 86_400_000;

/** Bars that are all their own: what number they were written with can be told from every value. */
export function makeHistory(n: number): RawBars {
  const rows = 400 + (n % 7);
  const column = (value: (t: number) => number) => Float64Array.from({ length: rows }, (_, t) => value(t));
  const price = column((t) => Math.sqrt(n * 1000 + t));
  return {
    time: column((t) => t * dayMs),
    open: price,
    high: price.map((p) => p + 1),
    low: price.map((p) => p - 1),
    close: price,
    volume: column((t) => n + t),
    priceFactor: column(() => 1),
    volumeFactor: column(() => 1),
  };
}

/** A workspace with what the appender needs: an instrument, a run and a model. */
export function makeWorkspace(folder: string): void {
  const store = openStore(folder);
  addInstrument(store.database, { symbol: 'AAA', currency: 'USD', simulated: false }, 1);
  addRun(store.database, { id: 'r', replayKey: 'k', experiment: {}, dataHashes: {}, createdAt: 1 });
  addModel(store.database, { name: 'm', version: 1, runId: 'r', bundle: Buffer.from('b'), createdAt: 1 });
  store.close();
}

/**
 * npm run bench:charts: columns for charts from a fresh workspace with a million one-minute bars and 2,000 daily
 * histories: the first request, which reads the history, and the median of those after it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootEngine } from '#engine/boot.ts';
import { addSnapshot, noActions } from '#engine/store/bars.ts';
import { addInstrument } from '#engine/store/instruments.ts';
import { openStore, transact, type WriteDatabase } from '#engine/store/open-store.ts';
import type { Timeframe } from '#contract/bars.ts';
import { median } from './bench.ts';
import { simulateBars } from './simulate-bars.ts';

const MINUTES = 1_000_000;
const INSTRUMENTS = 2_000;
const DAYS = 2_520;
const MINUTE_MS = 60_000;
const REPETITIONS = 50;

function addHistory(database: WriteDatabase, symbol: string, timeframe: Timeframe, seed: number, count: number): void {
  const bars = simulateBars(seed, count);
  const ones = new Float64Array(count).fill(1);
  addSnapshot(database, {
    instrumentId: addInstrument(database, { symbol, currency: 'USD', simulated: true }, 1),
    timeframe,
    format: 'generic',
    sourceName: 'bench',
    timeZone: 'UTC',
    stamps: 'open',
    adjustment: 'none',
    refusedRows: [],
    refusedCount: 0,
    findings: [],
    repairs: [],
    changes: null,
    createdAt: 1,
    bars: {
      ...bars,
      time: timeframe === '1m' ? bars.time.map((_, t) => t * MINUTE_MS) : bars.time,
      priceFactor: ones,
      volumeFactor: ones,
    },
    actions: noActions,
  });
}

const folder = mkdtempSync(join(tmpdir(), 'almanac-bench-'));
const store = openStore(folder);
transact(store.database, (database) => {
  addHistory(database, 'MINUTES', '1m', 0, MINUTES);
  for (let i = 0; i < INSTRUMENTS; i++) addHistory(database, `DAYS-${i}`, '1d', i, DAYS);
});
store.close();

const engine = bootEngine({ workspaceFolder: folder });
const minutes = { symbol: 'MINUTES', timeframe: '1m', points: '2000' };
const symbols = Array.from({ length: INSTRUMENTS }, (_, i) => `DAYS-${i}`).join(',');
const requests: [what: string, path: string, query: (i: number) => Record<string, string>][] = [
  ['a million bars in 2,000 buckets', '/data/bars', () => minutes],
  [
    'a tenth of them, another stretch each time',
    '/data/bars',
    (i) => ({ ...minutes, from: String(i * 500 * MINUTE_MS), to: String((i * 500 + MINUTES / 10) * MINUTE_MS) }),
  ],
  [
    '2,000 bars as they are',
    '/data/bars',
    (i) => ({ ...minutes, from: String(i * MINUTE_MS), to: String((i + 1999) * MINUTE_MS) }),
  ],
  ['MACD of a million bars in 2,000 buckets', '/data/indicator', () => ({ ...minutes, kind: 'macd' })],
  ['sparklines of 2,000 symbols', '/data/sparklines', () => ({ symbols })],
];
for (const [what, path, query] of requests) {
  const times: number[] = [];
  let bytes = 0;
  for (let i = 0; i <= REPETITIONS; i++) {
    const startedAt = performance.now();
    bytes = (await engine.readData(path, new URLSearchParams(query(i)))).length;
    times.push(performance.now() - startedAt);
  }
  const [first, ...later] = times as [number, ...number[]];
  process.stdout.write(
    `${what.padEnd(46)} first ${first.toFixed(1).padStart(7)} ms   later ${median(later).toFixed(2).padStart(6)} ms   ${(bytes / 1024).toFixed(0).padStart(5)} KiB\n`,
  );
}
engine.close();
rmSync(folder, { recursive: true });

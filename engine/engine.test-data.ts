import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import type { Forecast } from '#contract/forecast.ts';
import { bootEngine, type Engine } from './boot.ts';
import { appendForecasts } from './store/ledger.ts';
import { addModel, findModel, nextModelVersion } from './store/models.ts';
import { openStore } from './store/open-store.ts';
import { addRun } from './store/runs.ts';

/** A test with a folder of its own and an engine on a workspace in it, whose clock stands still until it is set. */
export const it = test
  .extend('folder', ({}, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'almanac-test-'));
    onCleanup(() => {
      rmSync(folder, { recursive: true });
    });
    return folder;
  })
  .extend('clock', () => {
    let ids = 0;
    return { at: Date.UTC(2024, 0, 20), now: (): number => 0, newId: () => `id-${++ids}` };
  })
  .extend('engine', ({ folder, clock }, { onCleanup }) => {
    clock.now = () => clock.at;
    const engine = bootEngine({ workspaceFolder: join(folder, 'workspace'), clock });
    onCleanup(() => {
      engine.close();
    });
    return engine;
  });

/** Runs a streaming verb to its end and gives what it returns. */
export async function finish<Result>(
  job: PromiseLike<{ next(): Promise<IteratorResult<unknown, Result>> }>,
): Promise<Result> {
  const events = await job;
  for (;;) {
    const step = await events.next();
    if (step.done) return step.value;
  }
}

/** The error that a verb ends with. */
export const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );

/** Imports a table of daily bars from 2 January 2024 on with these closes. */
export async function importCloses(engine: Engine, symbol: string, closes: readonly number[]): Promise<void> {
  const day = (i: number): string => new Date(Date.UTC(2024, 0, 2 + i)).toISOString().slice(0, 10);
  const rows = closes.map((close, i) => `${day(i)},${close},${close + 1},${close - 1},${close},100`);
  const text = ['Date,Open,High,Low,Close,Volume', ...rows].join('\n');
  const { path } = await engine.client.marketData.paste({ symbol, text });
  const { outcomes } = await finish(engine.client.marketData.import({ paths: [path] }));
  if (outcomes.some(({ status }) => status === 'refused')) throw new Error(JSON.stringify(outcomes));
}

/** Adds an invented model without a usable bundle, and returns its id. */
export function addInventedModel(engine: Engine, name: string): number {
  const store = openStore(engine.workspaceFolder);
  const version = nextModelVersion(store.database, name);
  const runId = `run of ${name} ${version}`;
  addRun(store.database, { id: runId, replayKey: runId, experiment: {}, dataHashes: {}, createdAt: 1 });
  addModel(store.database, { name, version, runId, bundle: new Uint8Array(1), createdAt: version });
  const { id } = findModel(store.database, name, version)!;
  store.close();
  return id;
}

/** Appends a forecast with these fields to the ledger; whatever is not said is invented. */
export function addInventedForecast(
  engine: Engine,
  model: { readonly id: number; readonly name: string; readonly version: number },
  fields: Partial<Forecast> & Pick<Forecast, 'id' | 'symbol' | 'createdAt'>,
): void {
  const forecast = {
    model: { name: model.name, version: model.version },
    currency: 'XXX',
    simulated: false,
    asOf: Date.UTC(2024, 0, 2),
    timeframe: '1d',
    horizonBars: 5,
    grade: 'HOLD',
    probabilityUp: 0.5,
    expectedReturn: 0.01,
    intervals: [
      { coverage: 0.5, lowReturn: -0.01, highReturn: 0.02 },
      { coverage: 0.8, lowReturn: -0.03, highReturn: 0.05 },
      { coverage: 0.95, lowReturn: -0.06, highReturn: 0.09 },
    ],
    ...fields,
  } as unknown as Forecast;
  const store = openStore(engine.workspaceFolder);
  appendForecasts(store.database, [forecast], model.id);
  store.close();
}

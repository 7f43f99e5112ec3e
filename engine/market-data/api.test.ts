import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ImportReport } from '#contract/api/market-data.ts';
import { bootEngine, type Engine } from '../boot.ts';
import { importCloses } from '../engine.test-data.ts';

const it = test
  .extend('folder', ({}, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'almanac-test-'));
    onCleanup(() => {
      rmSync(folder, { recursive: true });
    });
    return folder;
  })
  .extend('engine', ({ folder }, { onCleanup }) => {
    const engine = bootEngine({ workspaceFolder: join(folder, 'workspace') });
    onCleanup(() => {
      engine.close();
    });
    return engine;
  });

const table = (closes: readonly number[]): string =>
  [
    'Date,Open,High,Low,Close,Volume',
    ...closes.map((close, i) => `2024-01-0${i + 2},${close},${close + 1},${close - 1},${close},100`),
  ].join('\n');

async function importPaths(engine: Engine, paths: string[]): Promise<ImportReport> {
  const job = await engine.client.marketData.import({ paths });
  for (;;) {
    const step = await job.next();
    if (step.done) return step.value;
  }
}

async function importTable(engine: Engine, symbol: string, closes: readonly number[]): Promise<ImportReport> {
  const { path } = await engine.client.marketData.paste({ symbol, text: table(closes) });
  return importPaths(engine, [path]);
}

const failure = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

describe('a preview', () => {
  it('tells how a pasted table would be read and what it would do, and writes nothing', async ({ engine }) => {
    const { client } = engine;
    const { path } = await client.marketData.paste({ symbol: 'abc', text: table([10, 11, 12]) });
    const preview = await client.marketData.preview({ paths: [path], rows: 2 });
    expect(preview.more).toBe(0);
    expect(preview.outcomes).toHaveLength(1);
    expect(preview.outcomes[0]).toMatchObject({
      status: 'would-add',
      symbol: 'ABC',
      timeframe: '1d',
      timeZone: 'UTC',
      stamps: 'day',
      bars: 3,
      refusedCount: 0,
      changes: null,
      firstRows: [
        { row: 2, time: Date.UTC(2024, 0, 2), open: 10, high: 11, low: 9, close: 10, volume: 100 },
        { row: 3, close: 11 },
      ],
      lastRows: [{ close: 11 }, { close: 12 }],
    });
    expect(await client.marketData.instruments()).toEqual([]);

    const imported = await importPaths(engine, [path]);
    expect(imported.outcomes[0]).toMatchObject({ status: 'added', symbol: 'ABC', bars: 3 });
    const again = await client.marketData.preview({ paths: [path] });
    expect(again.outcomes[0]).toMatchObject({ status: 'unchanged' });

    const { path: longer } = await client.marketData.paste({ symbol: 'ABC', text: table([10, 11, 12, 13]) });
    const update = await client.marketData.preview({ paths: [longer] });
    expect(update.outcomes[0]).toMatchObject({
      status: 'would-update',
      bars: 4,
      changes: { added: 1, changed: 0, removed: 0 },
    });
    expect((await client.marketData.instruments())[0]?.bars).toBe(3);
  });

  it('says the same of every file as the import does', async ({ engine, folder }) => {
    const files = { 'good.csv': table([10, 11]), 'bad.csv': 'Date,Close\n2024-01-02,no\n', 'readme.txt': 'notes' };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const prices = [join(folder, 'good.csv'), join(folder, 'bad.csv'), join(folder, 'readme.txt')];
    const preview = await engine.client.marketData.preview({ paths: prices });
    const { outcomes } = await importPaths(engine, prices);
    const plain = (status: string) => status.replace('would-add', 'added');
    expect(preview.outcomes.map(({ label, status }) => [label, plain(status)])).toEqual(
      outcomes.map(({ label, status }) => [label, status]),
    );
  });

  it('looks at the first files only, and says how many there are more', async ({ engine, folder }) => {
    const many = join(folder, 'many');
    const paths = [];
    for (let i = 0; i < 5; i++) {
      const { path } = await engine.client.marketData.paste({ symbol: `S${i}`, text: table([10 + i, 11]) });
      paths.push(path);
    }
    expect(await failure(engine.client.marketData.preview({ paths: [many] }))).toMatchObject({
      code: 'import/file-not-found',
    });
    const preview = await engine.client.marketData.preview({ paths, files: 2 });
    expect(preview.outcomes).toHaveLength(2);
    expect(preview.more).toBe(3);
  });

  it('can be cancelled', async ({ engine }) => {
    const { path } = await engine.client.marketData.paste({ symbol: 'ABC', text: table([10, 11]) });
    const error = await failure(engine.client.marketData.preview({ paths: [path] }, { signal: AbortSignal.abort() }));
    expect(error).toBeInstanceOf(Error);
    expect(await engine.client.marketData.instruments()).toEqual([]);
  });
});

describe('findings', () => {
  it('of all histories stand together, the worst first, with what was accepted', async ({ engine }) => {
    const { marketData } = engine.client;
    const steady = Array.from({ length: 30 }, (_, i) => 100 + (i % 3));
    await importCloses(engine, 'FINE', steady);
    await importCloses(engine, 'PENCE', [...steady, 10_000, ...steady]);
    const found = await marketData.findings();
    expect(found[0]).toMatchObject({ symbol: 'PENCE', timeframe: '1d', severity: 'red', isAcknowledged: false });
    const order = found.map(({ severity }) => ['red', 'amber', 'info'].indexOf(severity));
    expect(order).toEqual([...order].sort());
    await marketData.acknowledge({ symbol: 'PENCE' });
    expect((await marketData.findings()).filter(({ severity }) => severity === 'red')).toMatchObject([
      { isAcknowledged: true },
    ]);
    await marketData.remove({ symbol: 'PENCE' });
    expect((await marketData.findings()).map(({ symbol }) => symbol)).not.toContain('PENCE');
  });
});

describe('a pasted table', () => {
  it('is kept word for word in the workspace, named after its symbol, and once', async ({ engine }) => {
    const text = `${table([10, 11])}\n<script>alert(1)</script>`;
    const { path } = await engine.client.marketData.paste({ symbol: '../../etc/pass wd', text });
    expect(path.startsWith(join(engine.workspaceFolder, 'pasted'))).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(path.endsWith('PASS-WD.csv')).toBe(true);
    expect(await engine.client.marketData.paste({ symbol: '../../etc/pass wd', text })).toEqual({ path });
    expect(readdirSync(join(engine.workspaceFolder, 'pasted'))).toHaveLength(1);
  });

  it.for([
    ['..', 'x', 'import/no-symbol'],
    ['///', 'x', 'import/no-symbol'],
    ['AAA', ' \n', 'import/empty-file'],
    ['', 'x', 'input/invalid'],
  ] as const)('%j is refused', async ([symbol, text, code], { engine }) => {
    expect(await failure(engine.client.marketData.paste({ symbol, text }))).toMatchObject({ code });
  });
});

describe('search', () => {
  it('finds symbols in any case, the equal one first, then those that begin with the text', async ({ engine }) => {
    for (const symbol of ['XBC', 'ABCD', 'BC', 'BCE']) await importTable(engine, symbol, [10, 11]);
    const find = async (text: string, limit = 50) =>
      (await engine.client.marketData.search({ text, limit })).map(({ symbol }) => symbol);
    expect(await find('bc')).toEqual(['BC', 'BCE', 'ABCD', 'XBC']);
    expect(await find('bc', 2)).toEqual(['BC', 'BCE']);
    expect(await find('%')).toEqual([]);
    expect(await find('')).toHaveLength(4);
    expect((await engine.client.marketData.search({ text: 'BCE' }))[0]).toEqual({
      symbol: 'BCE',
      currency: 'XXX',
      simulated: false,
      timeframes: ['1d'],
    });
  });
});

describe('an instrument that was removed', () => {
  it('is out of sight and comes back with all it had', async ({ engine }) => {
    const { client } = engine;
    await importTable(engine, 'AAA', [10, 11, 12]);
    const before = await client.marketData.instruments();
    expect(await client.marketData.remove({ symbol: 'AAA' })).toMatchObject({ symbol: 'AAA' });
    expect(await client.marketData.instruments()).toEqual([]);
    expect(await client.marketData.search({ text: 'AAA' })).toEqual([]);
    expect((await client.marketData.removed()).map(({ symbol }) => symbol)).toEqual(['AAA']);
    expect(await failure(client.marketData.quality({ symbol: 'AAA' }))).toMatchObject({
      code: 'data/unknown-instrument',
      message: 'AAA was removed from the workspace.',
    });
    expect(await failure(engine.readData('/data/bars', new URLSearchParams({ symbol: 'AAA' })))).toMatchObject({
      code: 'data/unknown-instrument',
    });
    await client.marketData.bringBack({ symbol: 'AAA' });
    expect(await client.marketData.instruments()).toEqual(before);
    expect(await client.marketData.removed()).toEqual([]);
  });

  it('begins anew with the next import, and its earlier bars can be brought back', async ({ engine }) => {
    const { client } = engine;
    await importTable(engine, 'AAA', [10, 11, 12]);
    await client.marketData.remove({ symbol: 'AAA' });
    const { outcomes } = await importTable(engine, 'AAA', [50, 51]);
    expect(outcomes[0]).toMatchObject({ status: 'added', bars: 2, changes: null });
    expect((await client.marketData.instruments())[0]).toMatchObject({ bars: 2, lastClose: 51 });
    const { snapshots } = await client.marketData.quality({ symbol: 'AAA' });
    expect(snapshots.map(({ bars }) => bars)).toEqual([2, 3]);
    await client.marketData.revert({ symbol: 'AAA', snapshot: snapshots[1]!.id });
    expect((await client.marketData.instruments())[0]).toMatchObject({ bars: 3, lastClose: 12 });
  });

  it('stays simulated or real', async ({ engine }) => {
    await importTable(engine, 'AAA', [10, 11, 12]);
    await engine.client.marketData.remove({ symbol: 'AAA' });
    const { path } = await engine.client.marketData.paste({ symbol: 'AAA', text: table([20, 21]) });
    const job = await engine.client.marketData.import({ paths: [path], simulated: true });
    let step = await job.next();
    while (!step.done) step = await job.next();
    expect(step.value.outcomes[0]).toMatchObject({ status: 'refused', code: 'import/simulated-clash' });
  });

  it('has to be there, and is removed once', async ({ engine }) => {
    expect(await failure(engine.client.marketData.remove({ symbol: 'AAA' }))).toMatchObject({
      code: 'data/unknown-instrument',
    });
    expect(await failure(engine.client.marketData.bringBack({ symbol: 'AAA' }))).toMatchObject({
      code: 'data/unknown-instrument',
    });
  });
});

describe('the demo', () => {
  it('imports the simulated market, marked as such, and may be asked for twice', async ({ engine }) => {
    const run = async (): Promise<ImportReport> => {
      const job = await engine.client.marketData.demo();
      for (;;) {
        const step = await job.next();
        if (step.done) return step.value;
      }
    };
    const { outcomes } = await run();
    expect(outcomes.length).toBeGreaterThan(3);
    expect(outcomes.every(({ status }) => status === 'added')).toBe(true);
    const instruments = await engine.client.marketData.instruments();
    expect(instruments).toHaveLength(outcomes.length);
    expect(instruments.every(({ simulated }) => simulated)).toBe(true);
    expect((await run()).outcomes.every(({ status }) => status === 'unchanged')).toBe(true);
  });
});

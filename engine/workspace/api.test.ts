import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { failure, importCloses, it } from '../engine.test-data.ts';

describe('a backup', () => {
  it('brings back what was there, while the engine goes on', async ({ engine, folder }) => {
    const { client } = engine;
    const bars = async () => (await client.marketData.instruments()).map(({ symbol, bars }) => [symbol, bars]);
    await importCloses(engine, 'AAA', [10, 11, 12]);
    await engine.readData('/data/bars', new URLSearchParams({ symbol: 'AAA' }));
    const backup = await client.workspace.backup({});
    expect((await client.workspace.backups()).map(({ file }) => file)).toEqual([backup.file]);
    await importCloses(engine, 'AAA', [10, 11, 12, 13]);
    await importCloses(engine, 'BBB', [1000, 1001]);
    await client.jobs.enqueue({ kind: 'forecast', input: { model: 'none' } });

    const leave = new AbortController();
    const events = await client.workspace.watch(undefined, { signal: leave.signal });
    const first = events.next();
    const restored = await client.workspace.restore({ file: 'latest' });
    expect(restored.backup.file).toBe(backup.file);
    expect(restored.setAside).not.toBeNull();
    expect((await first).value).toBe('instruments');
    leave.abort();
    expect(await bars()).toEqual([['AAA', 3]]);
    expect(await client.jobs.list({})).toEqual([]);
    expect(await failure(engine.readData('/data/bars', new URLSearchParams({ symbol: 'BBB' })))).toMatchObject({
      code: 'data/unknown-instrument',
    });
    await importCloses(engine, 'AAA', [10, 11, 12, 13]);
    expect(await bars()).toEqual([['AAA', 4]]);
    const elsewhere = join(folder, 'copy.db');
    expect((await client.workspace.backup({ to: elsewhere })).file).toBe(elsewhere);
  });

  it('that is not there changes nothing', async ({ engine, folder }) => {
    await importCloses(engine, 'AAA', [10, 11, 12]);
    expect(await failure(engine.client.workspace.restore({ file: join(folder, 'none.db') }))).toMatchObject({
      code: 'store/no-backup',
    });
    expect(await engine.client.marketData.instruments()).toHaveLength(1);
  });
});

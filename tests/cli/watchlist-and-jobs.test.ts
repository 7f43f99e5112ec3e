import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runAlmanac, withFolder } from './run-almanac.ts';
import { writeSmallMarket } from './small-market.ts';

it('makes, shows and deletes a watchlist, and lists the jobs', () =>
  withFolder(async (folder) => {
    const workspace = ['--workspace', join(folder, 'workspace')];
    const run = (...args: string[]) => runAlmanac([...args, ...workspace]);
    expect((await run('watchlist')).stderr).toContain('No watchlist yet');
    expect(await run('watchlist', 'Tech')).toMatchObject({ code: 1 });
    await run('import', writeSmallMarket(folder));
    const { stdout } = await run('instruments', '--json');
    const [first] = JSON.parse(stdout) as { symbol: string }[];
    const shown = await run('watchlist', 'Tech', '--add', `${first!.symbol},NONE`);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    const lines = shown.stdout.split('\n');
    expect(lines.find((line) => line.startsWith(first!.symbol))).toMatch(/ [+-]?\d+\.\d\d %/);
    expect(lines.find((line) => line.startsWith('NONE'))).toMatch(/not in the workspace/);
    expect((await run('watchlist', 'Tech', '--take', 'NONE')).stdout).not.toContain('NONE');
    expect((await run('watchlist')).stdout).toBe(`Tech: ${first!.symbol}\n`);
    expect((await run('watchlist', 'Tech', '--delete')).code).toBe(0);
    expect((await run('watchlist', '--json')).stdout.trim()).toBe('[]');

    expect((await run('jobs')).stderr).toContain('Nothing is queued');
    expect(await run('jobs', '--cancel', '7')).toMatchObject({ code: 1 });
    expect(await run('jobs', '--cancel', 'x')).toMatchObject({ code: 2 });
  }));

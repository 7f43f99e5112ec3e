import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const almanac = join(import.meta.dirname, '..', '..', 'headless', 'almanac.js');

it('gives another link for each press of Enter, and only the last one opens a browser', async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'almanac-app-'));
  const host = spawn(process.execPath, [almanac, 'app', '--no-open', '--json', '--workspace', workspace], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  try {
    const lines = createInterface({ input: host.stdout })[Symbol.asyncIterator]();
    const nextLink = async (): Promise<string> =>
      (JSON.parse(String((await lines.next()).value)) as { link: string }).link;
    const open = async (link: string): Promise<number> => (await fetch(link, { redirect: 'manual' })).status;
    const first = await nextLink();
    expect(await open(first)).toBe(303);
    // Another browser, which has no cookie.
    expect(await open(first)).toBe(401);
    host.stdin.write('\n');
    const second = await nextLink();
    host.stdin.write('\r\n');
    const third = await nextLink();
    expect(new Set([first, second, third]).size).toBe(3);
    expect(await open(second)).toBe(401);
    expect(await open(third)).toBe(303);
    // Who closes the input has not closed the application.
    host.stdin.end();
    expect(await open(third)).toBe(401);
  } finally {
    const ended = once(host, 'exit');
    host.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    rmSync(workspace, { recursive: true });
  }
});

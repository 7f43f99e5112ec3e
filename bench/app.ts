/**
 * How soon the application is there, and what its engine takes when it does nothing.
 *
 *   npm run bench:app [-- <repetitions>]
 *
 * "interactive" is the time from the start of the host's process until a page in Chromium has drawn the app with an open
 * connection to the engine; Chromium itself is running before. Minimum and median over repetitions, on a workspace that is
 * new, and the engine's resident memory ten seconds of idleness later.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { buildRenderer, isRendererStale } from '../tools/build-renderer.ts';
import { findChromium } from '../tools/find-chromium.ts';

const IDLE_MS = 10_000;
const repetitions = Number(process.argv[2] ?? 5);
const executablePath = findChromium();
if (executablePath === null) throw new Error('No Chromium was found.');
if (isRendererStale()) await buildRenderer();

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const times: { printed: number; interactive: number }[] = [];
let memory = 0;
for (let turn = 0; turn < repetitions; turn += 1) {
  const workspace = mkdtempSync(join(tmpdir(), 'almanac-bench-'));
  const startedAt = performance.now();
  const host = spawn(
    process.execPath,
    [join(import.meta.dirname, '../headless/almanac.js'), 'app', '--no-open', '--json', '--workspace', workspace],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const [line] = (await once(createInterface(host.stdout), 'line')) as [string];
  const printed = performance.now() - startedAt;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto((JSON.parse(line) as { link: string }).link);
  await page.locator('.engine.open').first().waitFor();
  times.push({ printed, interactive: performance.now() - startedAt });
  if (turn === repetitions - 1) {
    await wait(IDLE_MS);
    memory = readEngineMemory(host);
  }
  await context.close();
  host.kill('SIGINT');
  await once(host, 'exit');
  rmSync(workspace, { recursive: true });
}
await browser.close();

const format = (values: number[]): string => {
  const sorted = values.toSorted((a, b) => a - b);
  return `min ${sorted[0]!.toFixed(0)} ms, median ${sorted[Math.floor(sorted.length / 2)]!.toFixed(0)} ms`;
};
process.stdout.write(
  `address printed   ${format(times.map(({ printed }) => printed))}\n` +
    `interactive       ${format(times.map(({ interactive }) => interactive))}   (aim: 2500 ms)\n` +
    `engine, idle      ${(memory / 2 ** 20).toFixed(0)} MiB resident   (aim: 200 MB)\n`,
);

/** Resident memory of the host's only child, in bytes; Linux. */
function readEngineMemory({ pid }: ChildProcess): number {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  const status = readFileSync(`/proc/${child}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

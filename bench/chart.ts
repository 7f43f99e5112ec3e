/**
 * `npm run bench:chart`: first paint and frames of the price chart, beside TradingView's lightweight-charts on the same
 * data in the same page of a Chromium that paints in software. Wants a chromium: CHROMIUM=/path, or /usr/bin/chromium.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';

/** Bars, and how often. */
const CASES = [
  [100_000, 5],
  [1_000_000, 2],
] as const;
const root = join(import.meta.dirname, '../renderer/double');
const outDir = mkdtempSync(join(tmpdir(), 'almanac-chart-bench-'));

const quantile = (values: readonly number[], level: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(level * values.length))]!;

/** Calls a function of the page that answers with times. */
function ask<T>(page: Page, call: string): Promise<T> {
  return page.evaluate<T>(`bench.${call}`);
}

await build({
  configFile: false,
  root,
  plugins: [vue()],
  logLevel: 'error',
  build: { outDir, emptyOutDir: true, target: 'es2024', rolldownOptions: { input: join(root, 'chart-bench.html') } },
});
const server = await preview({ configFile: false, root, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--force-device-scale-factor=1'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1100, height: 720 } });
  const address = server.httpServer.address();
  if (typeof address !== 'object' || address === null) throw new Error('The preview server has no address.');
  await page.goto(`http://127.0.0.1:${address.port}/chart-bench.html`);
  for (const [count, rounds] of CASES) {
    await ask(page, `contentOf(${count})`);
    const first: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
    const frames: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
    for (let round = 0; round < rounds; round++) {
      first.ours.push(await ask(page, `paintOurs(${count})`));
      frames.ours.push(...(await ask<number[]>(page, 'moveOurs()')));
      first.theirs.push(await ask(page, `paintTheirs(${count})`));
      frames.theirs.push(...(await ask<number[]>(page, `moveTheirs(${count})`)));
    }
    process.stdout.write(`${count.toLocaleString('en')} bars, 5,000 marks, the fan; ${rounds} rounds in turns\n`);
    for (const who of ['ours', 'theirs'] as const) {
      const name = who === 'ours' ? 'Almanac           ' : 'lightweight-charts';
      process.stdout.write(
        `  ${name}  first paint ${quantile(first[who], 0).toFixed(0)} ms best, ${quantile(first[who], 0.5).toFixed(0)} ms median; ` +
          `frames p50 ${quantile(frames[who], 0.5).toFixed(1)} ms, p95 ${quantile(frames[who], 0.95).toFixed(1)} ms\n`,
      );
    }
    const ratio = quantile(first.theirs, 0.5) / quantile(first.ours, 0.5);
    process.stdout.write(`  lightweight-charts / Almanac, first paint: ${ratio.toFixed(2)}\n`);
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true });
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootEngine } from '#engine/boot.ts';
import { finish } from '../../engine/engine.test-data.ts';
import { importPlantedMarket, tinyExperiment } from '../../engine/experiments/planted-market.test-data.ts';
import { noBrowser } from './browser.ts';
import { headlessDriver, type RunningApp } from './drivers.ts';

/** From a trained model to files on the user's disk, with the engine behind it. */
describe.skipIf(noBrowser !== null || headlessDriver.missing !== null)('models and reports on the engine', () => {
  let app: RunningApp;
  let folder: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'almanac-app-'));
    app = await headlessDriver.start();
    app.page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    app.page.on('pageerror', (error) => complaints.push(String(error)));
    const engine = bootEngine({ workspaceFolder: app.workspaceFolder });
    await importPlantedMarket(engine, folder, { bars: 600 });
    await finish(engine.client.experiments.train({ experiment: tinyExperiment }));
    engine.close();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const text = (name: string | RegExp) => app.page.getByText(name).first();
  /** What the browser saves after this. */
  async function save(act: () => Promise<void>): Promise<{ name: string; bytes: Buffer; path: string }> {
    const [download] = (await Promise.all([app.page.waitForEvent('download'), act()])) as [Download, unknown];
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return { name: download.suggestedFilename(), bytes: readFileSync(path), path };
  }

  it('exports a bundle, and knows it again when it comes back', async () => {
    const { page } = app;
    await page.goto(`${new URL('/', page.url()).href}#/models`);
    await page.reload();
    await page.getByRole('link', { name: /tiny/ }).click();
    await text('Scores on the test slice').waitFor();
    const bundle = await save(() => page.getByRole('button', { name: 'Export bundle' }).click());
    expect(bundle.name).toBe('tiny-v1.almanac');
    expect(bundle.bytes.subarray(0, 2).toString()).toBe('PK');
    await page.locator('input[type=file]').first().setInputFiles(bundle.path);
    await text('tiny@1 is there already.').waitFor();
  });

  it('builds a report in the queue, shows it, and saves it in every format', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await text('Sections behind the first page').waitFor();
    await page.getByRole('button', { name: 'Build the report' }).click();
    const sheet = page.getByRole('article');
    await sheet.getByRole('heading', { name: /Model card/ }).waitFor();
    await sheet.getByText('drawn at random').waitFor();
    await expect.poll(() => sheet.getByRole('img').count()).toBeGreaterThan(3);
    const pdf = await save(() => page.getByRole('button', { name: /^Save as PDF/ }).click());
    expect(pdf.name).toMatch(/^PLANTED-.*\.en\.pdf$/);
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const csv = await save(() => page.getByRole('button', { name: /^Save the tables/ }).click());
    expect(csv.bytes.subarray(0, 2).toString()).toBe('PK');
    const json = await save(() => page.getByRole('button', { name: /^Save all data/ }).click());
    expect(JSON.parse(json.bytes.toString())).toMatchObject({ format: 'almanac-report/1' });
  });

  it('has complained about nothing', () => {
    expect(complaints).toEqual([]);
  });
});

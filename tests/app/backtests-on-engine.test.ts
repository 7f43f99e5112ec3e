import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noBrowser } from './browser.ts';
import { headlessDriver } from './drivers.ts';

/** Prices that swing, so that a crossover trades them often. */
function writePrices(): string {
  const day = (t: number): string => new Date(Date.UTC(2018, 0, 1 + t)).toISOString().slice(0, 10);
  const rows = Array.from({ length: 900 }, (_, t) => {
    const close = 100 + 15 * Math.sin(t / 11) + t / 30;
    return `${day(t)},${close - 0.2},${close + 1},${close - 1},${close},1000`;
  });
  const path = join(mkdtempSync(join(tmpdir(), 'almanac-prices-')), 'WAVE.csv');
  writeFileSync(path, ['Date,Open,High,Low,Close,Volume', ...rows].join('\n'));
  return path;
}

describe.skipIf(noBrowser !== null || headlessDriver.missing !== null)('the backtest lab on the engine', () => {
  it('imports, runs, keeps, tries a grid as a job, and has it all after the engine was killed', async () => {
    const app = await headlessDriver.start();
    try {
      const { page } = app;
      const at = (path: string): Promise<unknown> => page.goto(new URL(`/#${path}`, page.url()).href);
      await page.getByRole('navigation', { name: 'Views' }).waitFor();
      await page.waitForURL(/#\/start/);
      await at('/import');
      await page.locator('input[type=file]').first().setInputFiles(writePrices());
      await page
        .getByRole('button', { name: /^Import/ })
        .last()
        .click();
      await page.getByText(/1 new/).first().waitFor();

      await at('/backtests/new?rule=ma-crossover&fastBars=5&slowBars=20&short=1&symbols=WAVE');
      await page.locator('footer').getByRole('button', { name: 'Run backtest' }).click();
      await page.waitForURL(/backtests\/1$/);
      await page.getByText('SMA 5 over 20, long and short').first().waitFor();
      await page.getByText(/Costs took/).waitFor();
      await page.getByRole('tab', { name: /Trades/ }).click();
      await page.getByRole('grid', { name: 'Trades' }).getByRole('row').nth(2).waitFor();

      await at('/backtests/grid?rule=ma-crossover&symbols=WAVE&grid.fastBars=3..6&grid.slowBars=20,40');
      await page.getByText('Adds up to 8 trials, 9 in all').waitFor();
      await page.locator('footer').getByRole('button').click();
      await page.getByText('Probability of overfitting').waitFor();
      await page.getByRole('grid').locator('[data-cell="0,0"]').click();
      await page.waitForURL(/backtests\/2$/);

      app.killEngine();
      await at('/backtests');
      await page.getByRole('link', { name: 'SMA 5 over 20, long and short' }).waitFor();
      expect(await page.getByRole('link', { name: /^SMA/ }).count()).toBe(2);
    } finally {
      await app.close();
    }
  });
});

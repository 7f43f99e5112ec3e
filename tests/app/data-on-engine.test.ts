import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser } from './browser.ts';
import { headlessDriver, type RunningApp } from './drivers.ts';

/** Data, alerts and settings on a real engine, in two windows at once. */
describe.skipIf(noBrowser !== null || headlessDriver.missing !== null)('two windows on one engine', () => {
  let app: RunningApp;
  let one: Page;
  let other: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    app = await headlessDriver.start();
    one = app.page;
    other = (await app.openAnother())!;
    for (const page of [one, other]) {
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.locator('.engine.open').first().waitFor();
    }
  });
  afterAll(async () => {
    await app.close();
    expect(complaints).toEqual([]);
  });

  async function show(page: Page, route: string): Promise<void> {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, route);
  }
  /** Daily bars from 2024 on with these closes, as a file that is chosen in the page. */
  async function importCloses(page: Page, closes: readonly number[]): Promise<void> {
    const day = (i: number): string => new Date(Date.UTC(2024, 0, 2 + i)).toISOString().slice(0, 10);
    const rows = closes.map((close, i) => `${day(i)},${close},${close + 1},${close - 1},${close},100`);
    await show(page, '/import');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'PENCE.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(['Date,Open,High,Low,Close,Volume', ...rows].join('\n')),
      });
    await page.getByRole('button', { name: 'Import 1 file' }).click();
    await page.getByText(/updated, .* refused\./).waitFor();
  }
  const steady = Array.from({ length: 40 }, (_, i) => 100 + (i % 3));

  it('what is imported in one is in the other, with what is wrong with it', async () => {
    await show(other, '/data/quality');
    await other.getByText('Nothing was found in any history').waitFor();
    await importCloses(one, [...steady, 10_000, ...steady]);
    await other.getByText('1 history is kept out of trainings by red findings: PENCE').waitFor();
    await other.getByRole('grid', { name: 'Quality' }).getByText('Red').first().click();
    await other.getByRole('slider', { name: /Closes of PENCE/ }).waitFor();
    await other.getByRole('button', { name: 'Repair' }).click();
    await other.getByText('PENCE was repaired.').waitFor();
    await expect.poll(() => other.getByText('kept out of trainings').count()).toBe(0);
    // The earlier state is there, and can be gone back to.
    await show(one, '/data/instruments/PENCE/1d');
    const states = one.getByRole('region', { name: 'States of this history' });
    await expect.poll(() => states.getByRole('listitem').count()).toBe(2);
    await one.getByRole('button', { name: 'Close the details' }).click();
  });

  it('an alert that is made in one tells in both, and is read in both', async () => {
    await show(one, '/alerts?new=PENCE');
    await one.getByRole('textbox', { name: /^Price/ }).fill('150');
    await one.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await one.getByText('1 alert was made.').waitFor();
    await importCloses(other, [...steady, 100, ...steady, 160]);
    for (const page of [one, other]) await page.getByText(/PENCE: Closed at 160.00, above 150.00/).waitFor();
    await one.getByRole('link', { name: /Alerts\s*, 1 unread/ }).waitFor();
    await show(other, '/alerts');
    await other.getByRole('button', { name: 'Mark all as read' }).click();
    await one.getByRole('link', { name: 'Alerts', exact: true }).waitFor();
  });

  it('what is chosen in one is in force in the other, and at the next start', async () => {
    await show(one, '/settings/look');
    await one.getByText('Light', { exact: true }).click();
    await one.getByText('Polski').click();
    await expect.poll(() => other.locator('html').getAttribute('data-theme')).toBe('light');
    await expect.poll(() => other.locator('html').getAttribute('lang')).toBe('pl');
    await show(other, '/settings/work');
    await other.getByRole('textbox', { name: /^Prowizja/ }).fill('12');
    await other.keyboard.press('Tab');
    await show(one, '/settings/work');
    await expect.poll(() => one.getByRole('textbox', { name: /^Prowizja/ }).inputValue()).toBe('12');
    await one.reload();
    await one.getByRole('heading', { name: 'Trening i koszty' }).waitFor();
    expect(await one.locator('html').getAttribute('data-theme')).toBe('light');
  });

  it('a backup of one brings both back', async () => {
    await show(one, '/settings/workspace');
    await one.getByRole('button', { name: 'Utwórz kopię teraz' }).click();
    await one.getByText(/^Utworzono kopię/).waitFor();
    await show(other, '/data');
    const line = other.getByRole('row', { name: /PENCE/ });
    await line.getByRole('button', { name: 'Usuń' }).click();
    await expect.poll(() => line.count()).toBe(0);
    await one.getByRole('button', { name: 'Przywróć' }).first().click();
    await one.getByRole('textbox').fill('PRZYWRÓĆ');
    await one.keyboard.press('Enter');
    await one.getByText(/^Wrócił obszar roboczy/).waitFor();
    await line.waitFor();
  });
});

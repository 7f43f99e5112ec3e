import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from './browser.ts';
import { serveDouble } from './serve-double.ts';
import { findSeriousFaults, openView, type ViewPage } from './view-page.ts';

describe.skipIf(noBrowser !== null)('settings', () => {
  let browser: Browser;
  let double: Awaited<ReturnType<typeof serveDouble>>;
  let view: ViewPage;
  let page: Page;

  beforeAll(async () => {
    [browser, double] = await Promise.all([launchBrowser(), serveDouble()]);
  });
  afterAll(async () => {
    await browser.close();
    await double.close();
  });
  afterEach(async () => {
    await view.close();
    expect(view.complaints).toEqual([]);
  });
  async function open(path: string, preferences?: object): Promise<void> {
    view = await openView(browser, double.url, path, preferences);
    ({ page } = view);
  }
  const root = (name: string): Promise<string | null> => page.locator('html').getAttribute(name);

  it.each(['dark', 'light'])('are accessible in %s, every section', async (theme) => {
    await open('/settings', { theme, language: 'en' });
    for (const [name, shown] of [
      ['Appearance', 'Blue and orange can be told apart'],
      ['Training and costs', 'A purchase and its sale cost 0.20% of what was bought.'],
      ['Compute', 'There is no other provider on this machine.'],
      ['Notifications', 'Tell me of alerts outside of the window'],
      ['Workspace', 'A verified copy of the whole database'],
      ['About', 'Nothing here is investment advice.'],
    ] as const) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByText(shown).first().waitFor();
      expect(await findSeriousFaults(page), name).toEqual([]);
    }
  });

  it('are in force at once, and remembered for the next start', async () => {
    await open('/settings/look');
    await page.getByText('Light', { exact: true }).click();
    await expect.poll(() => root('data-theme')).toBe('light');
    await page.getByText('Blue and orange', { exact: true }).click();
    await expect.poll(() => root('data-palette')).toBe('colour-blind');
    await page.getByText('Reduced', { exact: true }).click();
    await expect.poll(() => root('data-motion')).toBe('reduced');
    await page.getByText('Polski').click();
    await page.getByRole('heading', { name: 'Wygląd' }).waitFor();
    expect(await root('lang')).toBe('pl');
    expect(JSON.parse((await page.evaluate(() => localStorage.getItem('almanac.preferences')))!)).toEqual({
      theme: 'light',
      palette: 'colour-blind',
      language: 'pl',
      motion: 'reduced',
    });
  });

  it('look as they were left before the engine has said a word', async () => {
    await open('/settings/look', { theme: 'light', palette: 'colour-blind', language: 'pl', motion: 'reduced' });
    await page.getByRole('heading', { name: 'Wygląd' }).waitFor();
    expect(await root('data-theme')).toBe('light');
    // Whatever else wrote there: the defaults, and no broken page.
    await page.addInitScript(() => {
      localStorage.setItem('almanac.preferences', '{"theme":"pink","language":7');
    });
    await page.reload();
    await page.getByRole('heading', { name: 'Appearance' }).waitFor();
  });

  it('follow the engine also where another tab has written the same into the copy that tabs share', async () => {
    await open('/settings/look');
    await page.getByRole('heading', { name: 'Appearance' }).waitFor();
    await page.evaluate(`
      localStorage.setItem('almanac.preferences',
        JSON.stringify({ theme: 'light', palette: 'standard', language: 'pl', motion: 'system' }));
      hostDouble.engine.settings.set({ theme: 'light', language: 'pl' });
    `);
    await page.getByRole('heading', { name: 'Wygląd' }).waitFor();
    expect(await root('data-theme')).toBe('light');
  });

  it('costs are numbers that can be, in the words of either language', async () => {
    await open('/settings/work');
    const fee = page.getByLabel('Fee');
    await fee.fill('-3');
    await fee.press('Enter');
    await page.getByText('A number from 0 to 1,000 is expected.').waitFor();
    await page.getByText('cost 0.20%').waitFor();
    await fee.fill('1,5');
    await fee.press('Enter');
    await page.getByText('cost 0.13%').waitFor();
    expect(await page.getByText('is expected.').count()).toBe(0);
  });

  it('a probe gives its verdict, and the check-up names what is to be done', async () => {
    await open('/settings/device');
    await page.getByLabel('Forecasts run on').selectOption('cpu');
    await page.getByRole('button', { name: 'Probe again' }).click();
    await page.getByText('avx2, 8 threads').waitFor();
    await page.getByRole('link', { name: 'Workspace', exact: true }).click();
    await page.getByRole('button', { name: 'Check everything' }).click();
    await page.getByText('Free some space, or move the workspace').waitFor();
  });

  it('go back to a backup only for who means it, by keyboard alone too', async () => {
    await open('/watchlists');
    await page.getByRole('grid').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('e');
    await page.getByRole('heading', { name: 'Appearance' }).waitFor();
    await page.keyboard.press('5');
    await page.getByRole('button', { name: 'Back up now' }).press('Enter');
    await page.getByText('Backed up: 4.7 MiB.').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Restore' }).count()).toBe(2);
    await page.getByRole('button', { name: 'Restore' }).last().press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Everything that was done since').waitFor();
    await page.keyboard.type('restor');
    expect(await dialog.getByRole('button', { name: 'Restore' }).isDisabled()).toBe(true);
    await page.keyboard.type('e');
    await page.keyboard.press('Enter');
    await page.getByText('What was there before lies at').waitFor();
    expect(await dialog.count()).toBe(0);
  });
});

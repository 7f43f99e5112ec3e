import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from './browser.ts';
import { serveDouble } from './serve-double.ts';
import { findSeriousFaults, openView, type ViewPage } from './view-page.ts';

/** Models and reports on the double of the host. */
describe.skipIf(noBrowser !== null)('models and reports', () => {
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
  const text = (name: string | RegExp) => page.getByText(name).first();
  const button = (name: string | RegExp) => page.getByRole('button', { name }).first();

  it.each([
    ['/models', 'guest <b>', 'dark'],
    ['/models', 'guest <b>', 'light'],
    ['/models/price-lstm@2', 'How time was cut', 'dark'],
    ['/models/price-lstm@2', 'How time was cut', 'light'],
    ['/models/compare?a=price-lstm@2&b=price-lstm@1', 'Right directions', 'dark'],
    ['/reports/report-1', 'Not investment advice.', 'dark'],
    ['/reports/new', 'Sections behind the first page', 'light'],
  ])('%s is accessible (%s, %s)', async (path, shown, theme) => {
    await open(path, { theme, language: 'en' });
    await text(shown).waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);
  });

  it('a model is found, promoted, rolled back, annotated, removed and brought back by mouse', async () => {
    await open('/models');
    await text('guest <b>').waitFor();
    expect(await page.locator('tr', { hasText: 'guest' }).getByText('Imported').count()).toBe(1);
    await page.getByLabel('Verdict').selectOption('found');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    await page.getByLabel('Verdict').selectOption('');
    await page.locator('tr[data-model="price-lstm@1"]').click();
    await page.waitForURL(/models\/price-lstm(@|%40)1/);
    await text('No edge found').waitFor();
    await button('Make active').click();
    await text('“price-lstm” means price-lstm@1 now.').waitFor();
    await button('Make active').waitFor({ state: 'detached' });
    await button('Undo').click();
    await text('“price-lstm” means price-lstm@2 again.').waitFor();
    await page.getByLabel('Notes').fill('worth another look');
    await page.getByLabel('Add a tag').fill('old');
    await page.getByLabel('Add a tag').press('Enter');
    await button('Remove the tag old').waitFor();
    await button('More actions').click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await text('price-lstm@1 was removed.').waitFor();
    await page.locator('tr[data-model="price-lstm@1"]').waitFor({ state: 'detached' });
    await button('1 removed').click();
    await button('Bring back').click();
    await page.keyboard.press('Escape');
    const row = page.locator('tr[data-model="price-lstm@1"]');
    await row.getByText('old').waitFor();
    await row.locator('a').click();
    await expect.poll(() => page.getByLabel('Notes').inputValue()).toBe('worth another look');
  });

  it('two models are compared, and a lineage is followed, by keyboard only', async () => {
    await open('/watchlists');
    await text('ALPH').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await text('guest <b>').waitFor();
    await page.keyboard.press('f');
    await page.keyboard.type('price');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(2);
    await page.keyboard.press('ArrowDown');
    for (let i = 0; i < 2; i++) {
      // From the field with the filter the first line is reached by Tab; the arrows walk on from there.
      if (i === 0) await page.locator('a.open').first().focus();
      else await page.keyboard.press('ArrowDown');
      await page.keyboard.press('x');
    }
    await page.keyboard.press('c');
    await page.waitForURL(/compare\?a=price-lstm(@|%40)2&b=price-lstm(@|%40)1/);
    await text('price-lstm v2 is better in 2 measures.').waitFor();
    await page.keyboard.press('s');
    await page.waitForURL(/compare\?a=price-lstm(@|%40)1/);
    await page.keyboard.press('Escape');
    await page.locator('a.open').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'price-lstm v1' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/models\/price-lstm(@|%40)1/);
    await text('started from it').waitFor();
  });

  it('a bundle is imported by choice of a file; what is none is an error that says so', async () => {
    await open('/models');
    await text('guest <b>').waitFor();
    const picker = page.locator('input[type=file]');
    await picker.setInputFiles({ name: 'ana.almanac', mimeType: 'application/zip', buffer: Buffer.from('x') });
    await text('from-ana@4 was imported.').waitFor();
    await page.locator('tr[data-model="from-ana@4"]').getByText('Imported').waitFor();
    await picker.setInputFiles({ name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from('x') });
    await text('prices.csv is not a model bundle that can be used.').waitFor();
  });

  it('an unknown model or report says so, and leads back', async () => {
    await open('/models/none@9');
    await text('The workspace has no model none@9.').waitFor();
    await button('All models').click();
    await text('guest <b>').waitFor();
    await page.goto(`${double.url}#/reports/none`);
    await text('There is no such report.').waitFor();
  });

  it('a report is read, cut, saved, removed and brought back; nothing in it is more than text or picture', async () => {
    await open('/reports');
    await page.getByRole('link', { name: /ALPH/ }).click();
    const sheet = page.getByRole('article');
    await sheet.getByText('<script>alert(1)</script>').first().waitFor();
    const picture = sheet.getByRole('img').first();
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    expect(await page.evaluate(() => 'wasRun' in window)).toBe(false);
    await sheet.getByRole('button', { name: 'calibration', exact: true }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('calibration');
    await button('20 sections').click();
    await page.getByLabel('Calibration').uncheck();
    await button('19 sections').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => sheet.locator('h3').count()).toBe(19);
    await page.getByLabel('Polish').check({ force: true });
    await sheet.getByText('To nie jest porada inwestycyjna.').waitFor();
    expect(await sheet.getAttribute('lang')).toBe('pl');
    await button('More actions').click();
    await page.getByRole('menuitem', { name: 'Remove the report' }).click();
    await text('The report of ALPH was removed.').waitFor();
    await button('Undo').click();
    await page.waitForURL(/reports\/report-1/);
  });

  it('speaks Polish', async () => {
    await open('/models/price-lstm@2', { theme: 'dark', language: 'pl' });
    await text('Znaleziono przewagę').waitFor();
    await text('Pochodzenie wag').waitFor();
    await page.goto(`${double.url}#/reports/new`);
    await text('Rozdziały po pierwszej stronie').waitFor();
  });
});

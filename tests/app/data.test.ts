import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from './browser.ts';
import { serveDouble } from './serve-double.ts';
import { findSeriousFaults, openView, type ViewPage } from './view-page.ts';

describe.skipIf(noBrowser !== null)('data', () => {
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
  const grid = (name: string) => page.getByRole('grid', { name });

  it.each(['dark', 'light'])('is accessible in %s, tables and details', async (theme) => {
    await open('/data/instruments/BORA/1d', { theme, language: 'en' });
    await page.getByText('States of this history').waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);
    await page.goto(`${double.url}#/data/quality?of=BORA&check=unit-jump`);
    await page.getByText('Place 1 of 3').waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);
    await page.goto(`${double.url}#/data/series/vix`);
    await page.getByRole('slider', { name: /Values of vix/ }).waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);
  });

  it('shows a history, goes back to an earlier state of it, and removes it, each with a way back', async () => {
    await open('/data');
    const line = grid('Instruments').getByRole('row', { name: /CEDR/ });
    await line.getByText('1,260').click();
    await page.waitForURL(/data\/instruments\/CEDR\/1d/);
    const states = page.getByRole('region', { name: 'States of this history' });
    await states.getByRole('button', { name: 'Go back to this' }).first().click();
    await page.getByText(/^CEDR is as it was on/).waitFor();
    await expect.poll(() => states.getByRole('listitem').count()).toBe(4);
    await line.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('CEDR was removed, with all its histories and series.').waitFor();
    await expect.poll(() => line.count()).toBe(0);
    await page.getByRole('button', { name: 'Removed 1' }).click();
    await page.getByRole('button', { name: 'Bring back' }).click();
    await line.waitFor();
  });

  it('filters and sorts, and says where nothing is left', async () => {
    await open('/data');
    await page.getByLabel('Filter by symbol or source').fill('zzz');
    await page.getByText('Nothing matches the filter').waitFor();
    await page.getByRole('button', { name: 'Clear filter' }).click();
    await page.getByRole('combobox', { name: 'Quality' }).selectOption('red');
    await expect.poll(() => grid('Instruments').getByRole('row').count()).toBe(3);
    await page.getByRole('columnheader', { name: 'Symbol' }).getByRole('button').click();
    await page.getByRole('columnheader', { name: 'Symbol' }).getByRole('button').click();
    await expect.poll(() => grid('Instruments').getByRole('row').nth(1).innerText()).toMatch(/DUNE/);
  });

  it('says which red findings keep histories out of trainings, where, why, and mends them', async () => {
    await open('/data/quality');
    await page.getByText('2 histories are kept out of trainings by red findings: BORA, DUNE').waitFor();
    await grid('Quality').getByText('Three prices are about a hundred times').click();
    await page.getByText('A model would take the jump for a return.').waitFor();
    await page.getByRole('button', { name: 'Next place' }).click();
    await page.getByText('row 73 of the file').waitFor();
    await page.getByRole('button', { name: 'Repair' }).click();
    await page.getByText('BORA was repaired.').waitFor();
    await page.getByText('1 history is kept out of trainings by red findings: DUNE').waitFor();
    // What stands in a file is text and never more.
    await grid('Quality').getByText('<script>alert(1)</script>').click();
    await page.getByRole('button', { name: 'Accept as it is' }).click();
    await page.getByText('The finding of DUNE is accepted.').waitFor();
    await expect.poll(() => page.getByText('kept out of trainings').count()).toBe(0);
  });

  it('is used by keyboard alone', async () => {
    await open('/watchlists');
    await page.getByRole('grid').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await grid('Instruments').focus();
    await page.waitForURL(/data\/instruments\/ALPH\/1d/);
    await page.keyboard.press('ArrowDown');
    await page.waitForURL(/data\/instruments\/BORA\/1d/);
    await page.keyboard.press('Delete');
    await page.getByText('BORA was removed').waitFor();
    await page.keyboard.press('3');
    await grid('External series').focus();
    await page.keyboard.press('End');
    await page.waitForURL(/data\/series\/sentiment%3AALPH|data\/series\/sentiment:ALPH/);
    await page.keyboard.press('1');
    await grid('Instruments').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/instrument\/ALPH\/1d/);
  });

  it('takes a series with what there is to know of it', async () => {
    await open('/data/series');
    await grid('External series').getByText('unemployment').waitFor();
    await page.getByRole('button', { name: 'Import a series' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'fear.csv', mimeType: 'text/csv', buffer: Buffer.from('Date,x\n') });
    await dialog.getByText('fear.csv').waitFor();
    await dialog.getByLabel('Name, such as vix').fill('Fear Index');
    await dialog.getByText('Small letters, digits and hyphens are expected.').waitFor();
    await dialog.getByLabel('Name, such as vix').fill('fear');
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await dialog.getByText('fear: 240 values').waitFor();
  });

  it('leads to the import, which is no longer in the rail, and to a table that is pasted', async () => {
    await open('/data');
    await page.getByRole('button', { name: 'Paste a table' }).click();
    await page.getByRole('dialog', { name: 'Paste a table' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Drop files or folders here').waitFor();
    expect(await page.getByRole('navigation', { name: 'Views' }).getByText('Import').count()).toBe(0);
  });

  it('speaks Polish, and says what will be here where there is nothing', async () => {
    await open('/data/quality', { theme: 'dark', language: 'pl' });
    await page.getByText('2 historii nie wolno trenować z powodu czerwonych uwag').waitFor();
    await page.goto(`${double.url}?instruments=0#/data`);
    await page.getByText('Nie ma jeszcze notowań').waitFor();
  });
});

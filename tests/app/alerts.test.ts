import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from './browser.ts';
import { serveDouble } from './serve-double.ts';
import { findSeriousFaults, openView, type ViewPage } from './view-page.ts';

describe.skipIf(noBrowser !== null)('alerts', () => {
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
  const rules = () => page.getByRole('grid', { name: 'Rules' });

  it.each(['dark', 'light'])('are accessible in %s, with the form open too', async (theme) => {
    await open('/alerts', { theme, language: 'en' });
    await rules().getByText('Close (1 day) crosses above').waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'New alert' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await findSeriousFaults(page)).toEqual([]);
  });

  it('are made, changed, paused and deleted by mouse, each with a way back', async () => {
    await open('/alerts');
    await page.getByRole('button', { name: 'New alert' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('The workspace has no such instrument.').waitFor();
    await dialog.getByLabel('Symbol').fill('HELI');
    await dialog.getByRole('textbox', { name: /^Price/ }).fill('1,000.50');
    await dialog.getByText(/Last close .* the level is \+/).waitFor();
    await dialog.getByText('to above').click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('1 alert was made.').waitFor();
    const line = rules().getByRole('row', { name: /HELI/ });
    await line.getByText('Close (1 day) crosses above 1,000.50').waitFor();

    await line.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('dialog').getByText('either way').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await line.getByText('Close (1 day) crosses 1,000.50').waitFor();
    await line.getByRole('button', { name: 'Pause' }).click();
    await line.getByText('paused').waitFor();
    await line.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('The alert on HELI was deleted.').waitFor();
    await expect.poll(() => line.count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await line.waitFor();
  });

  it('are made for a whole watchlist at once, of what a list can be told of', async () => {
    await open('/alerts');
    await page.getByRole('button', { name: 'New alert' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('All of a watchlist').click();
    await dialog.getByRole('combobox', { name: 'Watchlist' }).selectOption({ label: 'Energy' });
    // XYZ of the list is not in the workspace.
    await dialog.getByText('one rule for each of the 5 instruments').waitFor();
    expect(await dialog.getByText('A price').count()).toBe(0);
    await dialog.getByLabel('Chance of a rise, in percent').fill('70');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('5 alerts were made.').waitFor();
    await page.getByLabel('Instruments').selectOption({ label: 'Energy' });
    await expect.poll(() => rules().getByText('Chance of a rise crosses 70%').count()).toBe(5);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => rules().getByText('Chance of a rise crosses 70%').count()).toBe(0);
  });

  it('are used by keyboard alone, and counted in the rail until they are read', async () => {
    await open('/watchlists');
    await page.getByRole('link', { name: /^Alerts\s*, 2 unread$/ }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await rules().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    await page.getByText('The alert on BORA was deleted.').waitFor();
    await page.keyboard.press('m');
    await page.getByRole('link', { name: 'Alerts', exact: true }).waitFor();
    await page.keyboard.press('n');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('ALPH');
    await page.getByRole('textbox', { name: /^Price/ }).focus();
    await page.keyboard.type('99');
    await page.keyboard.press('Enter');
    await page.getByText('1 alert was made.').waitFor();
    await page.getByRole('grid', { name: 'What has happened' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/instrument\/BORA/);
  });

  it('tell in the window at once, and lead to the instrument', async () => {
    await open('/watchlists');
    await page.getByRole('link', { name: /Alerts/ }).waitFor();
    await page.evaluate('hostDouble.tellAlert()');
    await page.getByText(/^ALPH: Closed at 140.00, above 139.00/).waitFor();
    await page.getByRole('button', { name: 'Look' }).click();
    await page.waitForURL(/instrument\/ALPH/);
  });

  it('begin from a link with its instrument, and speak Polish', async () => {
    await open('/alerts?new=CEDR', { theme: 'light', language: 'pl' });
    const dialog = page.getByRole('dialog', { name: 'Nowy alert' });
    await dialog.waitFor();
    expect(await dialog.getByLabel('Symbol').inputValue()).toBe('CEDR');
    await dialog.getByRole('button', { name: 'Anuluj' }).click();
    await page.getByText('Szansa wzrostu przetnie 60% w górę (price-lstm)').first().waitFor();
  });

  it('say what they are where there are none, and what failed', async () => {
    await open('/alerts');
    await page.goto(`${double.url}?instruments=0#/alerts`);
    await page.getByText('No alerts yet').waitFor();
    await page.getByText('Import prices first').waitFor();
  });
});

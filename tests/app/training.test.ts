import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from './browser.ts';
import { serveDouble } from './serve-double.ts';
import { findSeriousFaults, openView, type ViewPage } from './view-page.ts';

/** The training lab on the double of the host, whose trainings are quick. */
describe.skipIf(noBrowser !== null)('the training lab', () => {
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
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const train = () => page.locator('button.train');

  describe.each([
    ['dark', '/training/new', 'price-lstm'],
    ['dark', '/training/new?tab=inputs', 'What the network reads'],
    ['dark', '/training/new?tab=training', 'Learning rate'],
    ['dark', '/training/new?tab=json', 'The document is in order.'],
    ['dark', '/training/compare', 'Nothing is marked'],
    ['light', '/training/new?tab=network', 'Add a layer'],
    ['light', '/training/runs/r-two', 'Edge found'],
    ['light', '/training/walk-forward', 'Spread over the seeds'],
    ['light', '/training/compare?runs=r-two,r-linear', 'Settings that differ'],
  ])('%s', (theme, path, shown) => {
    it(`${path} is accessible`, async () => {
      await open(path, { theme, language: 'en' });
      await text(shown).waitFor();
      expect(await findSeriousFaults(page)).toEqual([]);
    });
  });

  it('choosing instruments and pressing Train is enough; the curve grows, and what came out stands there', async () => {
    await open('/training/new');
    await text('Choose the instruments to learn from.').waitFor();
    expect(await train().isDisabled()).toBe(true);
    await page.getByLabel('All 20').check();
    await text('255 MB').waitFor();
    await text('13,240 windows').waitFor();
    await train().click();
    await page.waitForURL(/training\/runs/);
    await text(/best: \d/).waitFor();
    await text('Edge found').waitFor();
    await page.getByRole('article').getByText('seed 1, native core').waitFor();
  });

  it('a network is put together by the keyboard alone, and taken apart again by undo', async () => {
    await open('/training/new?tab=network&instruments=ALPH');
    const rows = page.locator('.editor li .open strong');
    await rows.first().waitFor();
    await rows.first().locator('..').focus();
    await page.keyboard.press('Enter');
    const units = page.getByLabel('Units', { exact: true });
    await units.fill('64');
    await page.locator('.drawing').getByText('[batch, 60, 64]').first().waitFor();
    await rows.first().locator('..').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(() => rows.allTextContents()).toEqual(['Dropout', 'LSTM', 'LSTM', 'Dropout', 'LSTM', 'Output']);
    await page.keyboard.press('Delete');
    await expect.poll(() => rows.allTextContents()).toEqual(['Dropout', 'LSTM', 'Dropout', 'LSTM', 'Output']);
    await button('Add a layer').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Skip connection' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Brings back', { exact: true }).selectOption({ index: 2 });
    await page.locator('.drawing .arc').waitFor();
    await page.locator('#view').focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('Control+z');
    await expect.poll(() => rows.allTextContents()).toEqual(['LSTM', 'Dropout', 'LSTM', 'Dropout', 'LSTM', 'Output']);
    await page.locator('.drawing').getByText('[batch, 60, 128]').first().waitFor();
    // And by the keyboard it is trained.
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/training\/runs/);
  });

  it('a value that cannot be is said at its field, and nothing is trained with what stood there before', async () => {
    await open('/training/new?tab=training&instruments=ALPH');
    const batch = page.getByLabel('Batch', { exact: true });
    await batch.fill('many');
    await text('This is no number.').waitFor();
    await expect.poll(() => train().isDisabled()).toBe(true);
    await batch.fill('0');
    await text('From 1 to 8,192.').waitFor();
    // One that the machine has no memory for is refused with the reason.
    await batch.fill('8192');
    await text('The training would take 41 GB of memory; this machine has 16 GB.').waitFor();
    await expect.poll(() => train().isDisabled()).toBe(true);
    await batch.fill('64');
    await text('255 MB').waitFor();
    await expect.poll(() => train().isDisabled()).toBe(false);
  });

  it('the split is moved by the arrows, and its days follow', async () => {
    await open('/training/new?instruments=ALPH');
    const border = page.getByRole('slider', { name: 'Border behind Train' });
    await border.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => border.getAttribute('aria-valuenow')).toBe('55');
    await page.locator('.part').getByText('55%').waitFor();
    await page.locator('#view').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => border.getAttribute('aria-valuenow')).toBe('60');
  });

  it('features are found, added with parameters of their own, and removed', async () => {
    await open('/training/new?tab=inputs&instruments=ALPH');
    await page.getByLabel('Find by name or group').fill('momentum');
    await button('Add: RSI').click();
    await page.getByLabel('Bars', { exact: true }).fill('28');
    await button('Remove: RSI 28').waitFor();
    await text('4 numbers a bar').waitFor({ state: 'detached' });
    await button('Remove: RSI 14').click();
    await expect.poll(() => button('Remove: RSI 14').count()).toBe(0);
    await page.getByLabel('Find by name or group').fill('<b>nothing</b>');
    await text('No feature is called “<b>nothing</b>”.').waitFor();
  });

  it('a document shows what is wrong at its line, and one that is in order becomes the draft', async () => {
    await open('/training/new?tab=json&instruments=ALPH');
    const area = page.getByLabel('The spec as a JSON document');
    const good = await area.inputValue();
    await area.fill(good.replace('"rate": 0.2', '"rate": 7'));
    const fault = page.getByRole('alert').getByRole('button');
    await fault.getByText('layers.1.rate').waitFor();
    const line = good.split('\n').findIndex((each) => each.includes('"rate": 0.2')) + 1;
    await fault.getByText(`Line ${line}:`).waitFor();
    await expect.poll(() => train().isDisabled()).toBe(true);
    await area.fill(`${good.slice(0, 60)}<script>`);
    await text(/^Line \d+:/).waitFor();
    await area.fill(good.replace('"windowBars": 60', '"windowBars": 30'));
    await text('The document is in order.').waitFor();
    await page.locator('.drawing').getByText('[batch, 30, 4]').waitFor();
    // A file that is no spec opens as what it is.
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'junk.json', mimeType: 'application/json', buffer: Buffer.from('{"name": 1}') });
    await expect.poll(() => page.getByLabel('The spec as a JSON document').inputValue()).toBe('{"name": 1}');
    await button('Back to the last that was in order').click();
    await text('The document is in order.').waitFor();
  });

  it('what waits is put into another order, stopped and taken up again', async () => {
    await open('/training/new?instruments=ALPH&tab=training');
    await page.getByLabel('Seeds', { exact: true }).fill('3');
    await button('Train 3 times').click();
    const queue = page.getByRole('region', { name: 'Queue' });
    await queue.getByText('2. in the queue').waitFor();
    await queue.getByRole('button', { name: 'Later' }).first().click();
    await queue.getByRole('button', { name: 'Cancel: Training price-lstm' }).last().click();
    await expect.poll(() => queue.getByText('2. in the queue').count()).toBe(0);
    await button('Stop').click();
    await queue.getByRole('button', { name: 'Go on' }).first().waitFor();
  });

  it('runs are found by arrows, marked by Space and compared', async () => {
    await open('/training/runs');
    const grid = page.getByRole('grid');
    await grid.getByText('price-lstm@2').waitFor();
    await grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press(' ');
    await page.keyboard.press('End');
    await page.waitForURL(/runs\/r-linear/);
    await page.keyboard.press(' ');
    await text('2 runs are marked').waitFor();
    await page.keyboard.press('v');
    await page.waitForURL(/compare\?runs=/);
    await text('Settings that differ').waitFor();
    await page.getByRole('row', { name: /windowBars/ }).waitFor();
  });

  it('of a run that is not there says so', async () => {
    await open('/training/runs/none');
    await text('The workspace has no training none.').waitFor();
  });

  it('a walk-forward shows its folds as a picture and as a table, and its verdict', async () => {
    await open('/training/walk-forward/ab12cd34ef56');
    await text('No edge found').waitFor();
    await text('2 of 4 folds ahead').waitFor();
    await page.getByRole('button', { name: /table.*Folds|Folds.*table/i }).click();
    await page.getByRole('cell', { name: /–/ }).first().waitFor();
    await button('Take up in the editor').click();
    await page.waitForURL(/training\/new/);
  });

  it('a run is taken up in the editor with its settings', async () => {
    await open('/training/runs/r-linear');
    await button('Take up in the editor').click();
    await page.waitForURL(/training\/new/);
    await page.locator('.drawing').getByText('Flatten').waitFor();
    await text('8 chosen').waitFor();
  });

  it('speaks Polish', async () => {
    await open('/training/new?instruments=ALPH', { theme: 'dark', language: 'pl' });
    await text('Jak pocięto czas').waitFor();
    await text(/Trzy warstwy LSTM/).waitFor();
    await page.locator('#view').focus();
    await page.keyboard.press('4');
    await text('Tempo uczenia').waitFor();
  });
});

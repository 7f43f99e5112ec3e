import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from './browser.ts';
import { serveDouble } from './serve-double.ts';
import { findSeriousFaults, openView, type ViewPage } from './view-page.ts';

/** The views on the double of the host: what they show, and that each can be used without a mouse. */
describe.skipIf(noBrowser !== null)('the views', () => {
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

  describe.each(['dark', 'light'])('%s', (theme) => {
    it.each([
      ['/start', 'Load the demo market'],
      ['/watchlists', 'ALPH'],
      ['/instrument/ALPH', 'Where the price may be'],
      ['/import', 'Drop files or folders here'],
      ['/nowhere', 'There is no such view.'],
    ])('%s is accessible', async (path, shown) => {
      await open(path, { theme, language: 'en' });
      await text(shown).waitFor();
      expect(await findSeriousFaults(page)).toEqual([]);
    });
  });

  it('the palette opens an instrument by its symbol, and closes without a trace', async () => {
    await open('/watchlists');
    await text('ALPH').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('bora');
    await page.getByRole('option', { name: /BORA/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/instrument\/BORA/);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('? lists the keys of the view in sight', async () => {
    await open('/watchlists');
    await text('ALPH').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Take off the list').waitFor();
  });

  it('a watchlist is used by arrows, Enter, Delete and undo', async () => {
    await open('/watchlists');
    const grid = page.getByRole('grid');
    const chosen = grid.locator('[aria-selected=true] .name');
    await grid.focus();
    await expect.poll(() => chosen.textContent()).toBe('ALPH');
    await page.keyboard.press('ArrowDown');
    expect(await chosen.textContent()).toBe('BORA');
    await page.keyboard.press('Delete');
    await page.getByText('BORA was taken off the list.').waitFor();
    await expect.poll(() => chosen.textContent()).toBe('CEDR');
    await expect.poll(() => grid.getByText('BORA', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await grid.getByText('BORA', { exact: true }).waitFor();
    await grid.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/instrument\/CEDR/);
  });

  it('a watchlist is sorted, filtered and grouped', async () => {
    await open('/watchlists');
    const first = page.locator('.lines .name').first();
    await page.getByRole('button', { name: 'P(up)' }).click();
    await expect.poll(() => first.textContent()).toBe('PINE');
    await page.getByLabel('Filter by symbol').fill('zzz');
    await text('Nothing matches the filter').waitFor();
    await page.getByRole('button', { name: 'Clear filter' }).click();
    await page.getByLabel('Group by').selectOption('grade');
    await page.locator('.line.group').first().waitFor();
  });

  it('of three thousand rows only those in sight exist', async () => {
    await open('/watchlists');
    await page.goto(`${double.url}?instruments=3000#/watchlists`);
    await page.locator('.lines .name').first().waitFor();
    expect(await page.locator('.lines .line').count()).toBeLessThan(80);
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await page.locator('.line.chosen').waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('3001');
  });

  it('an instrument shows its forecast, replays the past, and every bar as a table', async () => {
    await open('/instrument/BORA');
    await text('Strong buy').waitFor();
    await page.keyboard.press('[');
    await text('The outcome is not known yet.').waitFor();
    const slider = page.getByLabel('As of');
    await slider.focus();
    await page.keyboard.press('Home');
    await text(/What came:/).waitFor();
    await page.keyboard.press('End');
    await text('Strong buy').waitFor();
    await page.locator('#view').focus();
    await page.keyboard.press('d');
    await page.getByRole('region', { name: 'The bars in view, newest first.' }).getByRole('row').nth(3).waitFor();
  });

  it('the threshold of the probability is moved by keys, and its sentence with it', async () => {
    await open('/instrument/BORA');
    const slider = page.getByLabel('Threshold of the return');
    await slider.waitFor();
    const before = await slider.getAttribute('aria-valuetext');
    await slider.focus();
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
    const after = await slider.getAttribute('aria-valuetext');
    expect(before).toMatch(/chance that the price is above/);
    expect(after).toMatch(/chance that the return is at least \+\d/);
    expect(parseFloat(after!)).toBeLessThan(parseFloat(before!));
  });

  it('the chart is read bar by bar from the keyboard', async () => {
    await open('/instrument/ALPH');
    const chart = page.getByRole('img', { name: /Chart of ALPH/ });
    await chart.focus();
    await page.keyboard.press('ArrowLeft');
    const said = page.locator('.chart [aria-live]');
    await expect.poll(() => said.textContent()).toMatch(/2026: \d/);
    const first = await said.textContent();
    // Bars that are still being loaded put the crosshair back, so the key is pressed until it moves.
    const pressAgain = async (): Promise<string | null> => {
      await page.keyboard.press('ArrowLeft');
      return said.textContent();
    };
    await expect.poll(pressAgain).not.toBe(first);
  });

  it('the price axis is stretched by dragging it and from the keyboard, and fits again', async () => {
    await open('/instrument/ALPH');
    const chart = page.getByRole('img', { name: /Chart of ALPH/ });
    const fit = page.getByRole('button', { name: 'Fit the prices to what is in sight' });
    await chart.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.locator('.chart [aria-live]').textContent()).toMatch(/2026: \d/);
    const box = (await chart.boundingBox())!;
    const axis = { x: box.x + box.width - 20, y: box.y + 200 };
    await page.mouse.move(axis.x, axis.y);
    await page.mouse.down();
    await page.mouse.move(axis.x, axis.y + 80, { steps: 4 });
    await page.mouse.up();
    await fit.waitFor();
    await page.mouse.dblclick(axis.x, axis.y);
    await fit.waitFor({ state: 'detached' });
    await chart.focus();
    await page.keyboard.press('Shift+ArrowDown');
    await fit.waitFor();
    await page.keyboard.press('f');
    await fit.waitFor({ state: 'detached' });
  });

  it('an unknown instrument is an error that says what to do', async () => {
    await open('/instrument/NONE');
    await text('The workspace has no instrument NONE.').waitFor();
    await text('data/unknown-instrument').waitFor();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  });

  it('an import shows what was recognised before it writes, and names of files are never more than names', async () => {
    await open('/import');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'BARC.csv', mimeType: 'text/csv', buffer: Buffer.from('Date,Close\n') });
    await text('notes.csv <script>alert(1)</script>').waitFor();
    await text('assumed').waitFor();
    await page.getByRole('button', { name: 'BARC.csv', exact: true }).click();
    await text('Three prices are about a hundred times those around them: pence among pounds.').waitFor();
    await page.getByRole('button', { name: 'Import 2 files' }).click();
    await text('2 new, 0 updated, 0 unchanged, 1 refused.').waitFor();
  });

  it('says when the engine is away, and when it is back', async () => {
    await open('/watchlists');
    await text('ALPH').waitFor();
    await page.evaluate('hostDouble.setConnection("lost")');
    await text('The engine cannot be reached.').waitFor();
    await page.evaluate('hostDouble.setConnection("open")');
    await text('The engine cannot be reached.').waitFor({ state: 'detached' });
  });

  it('speaks Polish', async () => {
    await open('/instrument/ALPH', { theme: 'dark', language: 'pl' });
    await text('Gdzie może być cena').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('pl');
    expect(await page.locator('body').innerText()).toMatch(/\d+,\d\u00a0?%/);
  });
});

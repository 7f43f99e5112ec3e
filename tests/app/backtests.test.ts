import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from './browser.ts';
import { serveDouble } from './serve-double.ts';
import { findSeriousFaults, openView, type ViewPage } from './view-page.ts';

/** The backtest lab on the double of the host. */
describe.skipIf(noBrowser !== null)('the backtest lab', () => {
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

  it.each(['dark', 'light'])('every page is accessible, %s', async (theme) => {
    await open('/backtests', { theme, language: 'en' });
    for (const [path, shown] of [
      ['/backtests', 'May be luck'],
      ['/backtests/new', 'Ready to run'],
      ['/backtests/1', 'No edge found: luck may explain it.'],
      ['/backtests/1?tab=trades&trade=3', 'Ended by'],
      ['/backtests/1?tab=numbers', 'How much of it may be luck'],
      ['/backtests/2', 'The curves of this old draft have made room'],
      ['/backtests/compare?ids=1,3', 'Equity, from 100 on'],
      ['/backtests/grid', 'A map of parameters'],
    ] as const) {
      await page.goto(`${double.url}#${path}`);
      await text(shown).waitFor();
      expect([path, ...(await findSeriousFaults(page))]).toEqual([path]);
    }
  });

  it('a strategy is set, run, saved and found again; every choice stands in the link', async () => {
    await open('/backtests/new');
    await page.getByRole('combobox', { name: 'Rule' }).selectOption('ma-crossover');
    await page.getByLabel('Fast, bars').fill('10');
    await page.getByLabel('Slow, bars').fill('60');
    await page.getByLabel('Fee, bp').fill('none');
    await text('expected a number').waitFor();
    expect(await page.locator('footer').getByRole('button').isDisabled()).toBe(true);
    await page.getByLabel('Fee, bp').fill('12');
    await page.getByRole('button', { name: 'Choose' }).click();
    await page.getByRole('checkbox', { name: 'CEDR' }).check();
    await page.keyboard.press('Escape');
    await page.waitForURL(/fastBars=10.*feeBasisPoints=12.*symbols=CEDR/);
    // The link alone brings it all back.
    await page.reload();
    await expect.poll(() => page.getByLabel('Fast, bars').inputValue()).toBe('10');
    await page.locator('footer').getByRole('button').click();
    await page.waitForURL(/backtests\/4$/);
    await text('SMA 10 over 60').waitFor();
    await expect.poll(() => page.getByLabel('Fee, bp').inputValue()).toBe('12');
    await text(/Costs took/).waitFor();

    await page.getByLabel('Slow, bars').fill('90');
    await text('The settings differ from those of the result beside them.').waitFor();
    await page.getByLabel('Slow, bars').fill('60');
    await text('The settings differ').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByLabel('Name').fill('Cedar');
    await page.keyboard.press('Enter');
    await text('“Cedar” was saved.').waitFor();
    await page.getByRole('link', { name: 'All backtests' }).click();
    await page.getByRole('link', { name: 'Cedar' }).waitFor();
    // What names say is never more than a name.
    await page.getByRole('link', { name: 'Slow trend <b>on</b> ALPH' }).waitFor();
    await page.getByRole('button', { name: 'What to do with Cedar' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('link', { name: 'Cedar' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Cedar' }).waitFor();
  });

  it('by keyboard alone: tabs, trades by arrows, run, what goes wrong says so', async () => {
    await open('/backtests/1');
    await text('No edge found').waitFor();
    await page.locator('#view').focus();
    await page.keyboard.press('2');
    const table = page.getByRole('grid', { name: 'Trades' });
    await table.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.waitForURL(/trade=1/);
    await page.keyboard.press('End');
    await page.waitForURL(/trade=7/);
    await table.getByRole('columnheader', { name: 'Profit' }).getByRole('button').click();
    await table
      .getByRole('columnheader', { name: 'Profit', exact: true })
      .and(page.locator('[aria-sort=ascending]'))
      .waitFor();
    await expect.poll(() => table.locator('[aria-selected=true]').textContent()).toMatch(/open/);
    await page.locator('#view').focus();
    await page.keyboard.press('3');
    await text('PSR is tested against 0').waitFor();
    await page.getByLabel('Slow, bars').fill('5');
    await page.keyboard.press('Control+Enter');
    await text('backtest/contradictory-rule').waitFor();
    await page.getByLabel('Slow, bars').fill('150');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/backtests\/4$/);
  });

  it('trades are exported as CSV that no spreadsheet runs', async () => {
    await open('/backtests/1');
    await text('No edge found').waitFor();
    await page.evaluate(`hostDouble.shell.saveFile = (file) => {
      window.saved = { name: file.name, text: new TextDecoder().decode(file.bytes) };
      return Promise.resolve(true);
    }`);
    await page.getByRole('button', { name: 'Export trades as CSV' }).click();
    await expect
      .poll(() => page.evaluate('window.saved?.text'))
      .toMatch(/^symbol,side,entry_time.*exit_reason.*\r\nALPH,long,/);
    expect(await page.evaluate('window.saved.name')).toBe('trades-1.csv');
  });

  it('a grid says what it costs, shows how far it is, and a cell is run by a click', async () => {
    await open('/backtests/grid?rule=ma-crossover&symbols=ALPH');
    await page.getByLabel('Fast, bars').last().fill('5..15:5');
    await page.getByLabel('Slow, bars').last().fill('30, 60');
    await text('Adds up to 6 trials, 50 in all').waitFor();
    await page.locator('footer').getByRole('button').click();
    await page.getByRole('progressbar', { name: 'Trading every combination' }).waitFor();
    await text('Probability of overfitting').waitFor();
    await page.waitForURL(/job=1001/);
    const map = page.getByRole('grid', { name: /Sharpe ratio/ });
    expect(await map.locator('[data-cell]').count()).toBe(6);
    expect(await findSeriousFaults(page)).toEqual([]);
    await page.getByText('Max drawdown', { exact: true }).first().click();
    await page.waitForURL(/show=maxDrawdown/);
    await page.getByRole('grid').locator('[data-cell="0,0"]').click();
    await page.waitForURL(/backtests\/4$/);
    await text('SMA 5 over 30').waitFor();
    await page.goBack();
    await text('Probability of overfitting').waitFor();
    // The job alone knows what it was asked for.
    await page.goto(`${double.url}#/backtests/grid?job=1001`);
    await expect.poll(() => page.locator('aside').getByLabel('Slow, bars').last().inputValue()).toBe('30, 60');
    await text('Probability of overfitting').waitFor();
  });

  it('compares what was chosen, and marks the settings that differ', async () => {
    await open('/backtests');
    await page.getByRole('checkbox', { name: /Slow trend/ }).check();
    await page.getByRole('checkbox', { name: /SMA 5 over 30/ }).check();
    await page.getByRole('button', { name: 'Compare (2)' }).click();
    await text('These traded other instruments').waitFor();
    expect(await page.locator('tr.differs th').allTextContents()).toEqual([
      'Fast, bars',
      'Slow, bars',
      'Instruments',
      'Fee',
    ]);
    await page.getByLabel('Only what differs').check();
    await expect.poll(() => page.locator('table').last().locator('tbody tr').count()).toBe(4);
  });

  it('garbage in the link is read without harm, and an unknown backtest is an error', async () => {
    await open('/backtests/grid?rule=%3Cscript%3E&symbols=%25&fastBars=abc&job=99');
    await text('There is no job 99.').waitFor();
    await page.goto(`${double.url}#/backtests/99`);
    await text('There is no backtest 99.').waitFor();
    await text('backtest/unknown').waitFor();
    await page.goto(`${double.url}#/backtests/compare?ids=1,x,../3`);
    await text('Choose at least two backtests').waitFor();
  });

  it('speaks Polish', async () => {
    await open('/backtests/1?tab=numbers', { theme: 'dark', language: 'pl' });
    await text('Nie znaleziono przewagi: może to wyjaśnić szczęście.').waitFor();
    await text('Ile z tego może być szczęściem').waitFor();
    expect(await page.locator('.verdict').innerText()).toMatch(/\d+,\d\u00a0?%/);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser } from './browser.ts';
import { headlessDriver, type RunningApp } from './drivers.ts';

/** Bars whose returns follow their own sign with a chance of 70 %, so that there is something to learn. */
function writePrices(bars: number): string {
  const lines = ['Date,Open,High,Low,Close,Volume'];
  let state = 7;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  let price = 100;
  let sign = 1;
  for (let i = 0, time = Date.UTC(2015, 0, 1); i < bars; time += 86_400_000) {
    if ([0, 6].includes(new Date(time).getUTCDay())) continue;
    if (random() > 0.7) sign = -sign;
    const open = price;
    price *= 1 + sign * (0.002 + 0.01 * random());
    const [low, high] = [Math.min(open, price) * 0.999, Math.max(open, price) * 1.001];
    const cells = [open, high, low, price].map((value) => value.toFixed(4));
    lines.push(`${new Date(time).toISOString().slice(0, 10)},${cells.join(',')},${1000 + Math.round(random() * 100)}`);
    i++;
  }
  return lines.join('\n');
}

/** From a file to a model, as a user does it. */
describe.skipIf(noBrowser !== null || headlessDriver.missing !== null)('the training lab on the engine', () => {
  let app: RunningApp;
  const complaints: string[] = [];

  beforeAll(async () => {
    app = await headlessDriver.start();
    app.page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    app.page.on('pageerror', (error) => complaints.push(String(error)));
  });
  afterAll(async () => {
    await app.close();
  });

  it('trains a small network from an imported file, and shows what came out', async () => {
    const { page } = app;
    await page.waitForURL(/#\/start/);
    await page.goto(new URL('/#/import', page.url()).href);
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'SIGNS.csv', mimeType: 'text/csv', buffer: Buffer.from(writePrices(1500)) });
    await page.getByRole('button', { name: /^Import 1 file/ }).click();
    await page.getByText('1 new, 0 updated').waitFor();

    await page.goto(new URL('/#/training/new?instruments=SIGNS', page.url()).href);
    await page.locator('button.card strong', { hasText: /^mlp$/ }).click();
    await page.getByText('1 chosen').waitFor();
    // The engine has tried a batch out and says how it cuts the data.
    await page.getByText(/an epoch, at most/).waitFor();
    await page
      .locator('.part dd', { hasText: /windows/ })
      .nth(3)
      .waitFor();
    await page.locator('#view').focus();
    await page.keyboard.press('4');
    await page.getByLabel('Epochs', { exact: true }).fill('3');
    await page.locator('button.train').click();
    await page.waitForURL(/training\/runs/);
    const article = page.getByRole('article');
    await article.getByText('Leak certificate passed').waitFor({ timeout: 60_000 });
    await article.getByText(/Edge found|No edge found|Too few days/).waitFor();
    await article.getByText('3 of at most 3 epochs').waitFor();
    expect(await article.getByRole('row', { name: /always up/ }).count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });
});

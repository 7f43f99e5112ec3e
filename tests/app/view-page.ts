import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';

/** A view on the double, in a window of its own; `complaints` are what the page has said that it should not have. */
export interface ViewPage {
  readonly page: Page;
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens `path` of the app on the double at `url`, for someone who has chosen these things. */
export async function openView(
  browser: Browser,
  url: string,
  path: string,
  preferences: object = { theme: 'dark', language: 'en' },
): Promise<ViewPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript((kept) => {
    localStorage.setItem('almanac.preferences', kept);
  }, JSON.stringify(preferences));
  await page.goto(`${url}#${path}`);
  return { page, complaints, close: () => context.close() };
}

/** What axe finds serious in the page as it is, a line each. */
export async function findSeriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

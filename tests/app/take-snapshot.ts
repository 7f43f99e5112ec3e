import type { Browser, Page } from 'playwright-core';

/** The size and the moment of every snapshot, and where its reader is. */
const viewport = { width: 1280, height: 800 };
const moment = Date.UTC(2026, 10, 30, 12);

/** What a view is made of, apart from how its pixels come out. */
export interface Structure {
  /** Landmarks, headings, tables, charts: what it is, and its box in px. */
  readonly boxes: readonly (readonly [what: string, x: number, y: number, width: number, height: number])[];
  /** Roles, names and texts, as a screen reader has them. */
  readonly reads: readonly string[];
}

export interface Snapshot {
  readonly structure: Structure;
  /** Half of the size in each direction, which keeps it small and shows what matters. */
  readonly png: Buffer;
}

/**
 * Opens a view on the double where nothing moves: a fixed clock and time zone, no intervals, no animations, the app's own
 * fonts; and takes it as it is once it has come to rest.
 */
export async function takeSnapshot(browser: Browser, url: string, preferences: object): Promise<Snapshot> {
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: 0.5,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Warsaw',
  });
  try {
    const page = await context.newPage();
    await page.clock.setFixedTime(moment);
    await page.addInitScript((kept) => {
      localStorage.setItem('almanac.preferences', kept);
      // What ticks would be taken at another tick each time.
      window.setInterval = (() => 0) as unknown as typeof window.setInterval;
    }, JSON.stringify(preferences));
    await page.goto(url);
    await page.locator('main').waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const structure = await rest(page);
    return { structure, png: await page.screenshot({ animations: 'disabled', caret: 'hide' }) };
  } finally {
    await context.close();
  }
}

/** The structure of a page, once it has loaded and has been the same for some looks. */
async function rest(page: Page): Promise<Structure> {
  let before = '';
  let same = 0;
  for (let look = 0; look < 150; look++) {
    // Long enough for what loads to be seen loading.
    await page.waitForTimeout(100);
    const structure = await readStructure(page);
    const now = JSON.stringify(structure);
    same = now === before && (await page.locator('.shimmer').count()) === 0 ? same + 1 : 0;
    before = now;
    if (same >= 5) return structure;
  }
  throw new Error(`${page.url()} does not come to rest.`);
}

async function readStructure(page: Page): Promise<Structure> {
  const reads = (await page.locator('body').ariaSnapshot()).replaceAll(/[\u00a0\u202f]/g, ' ').split('\n');
  const boxes = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'header, nav, main, aside, footer, section, h1, h2, h3, table, [role=grid], canvas, svg[role=img]',
      ),
    ]
      .filter((element) => element.checkVisibility())
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const what = /^H\d$/.test(element.tagName)
          ? `${element.tagName} ${element.textContent.trim()}`
          : element.tagName;
        return [what.toLowerCase(), x, y, width, height].map((value) =>
          typeof value === 'number' ? Math.round(value) : value,
        ) as [string, number, number, number, number];
      }),
  );
  return { boxes, reads };
}

/** Share of pixels that differ by more than what smoothing of edges makes, [0, 1]; 1 where the sizes differ. */
export async function comparePixels(browser: Browser, one: Buffer, other: Buffer): Promise<number> {
  const page = await browser.newPage();
  try {
    return await page.evaluate(
      async ([first, second]) => {
        const read = async (base64: string): Promise<ImageData> => {
          const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
          const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
          canvas.drawImage(image, 0, 0);
          return canvas.getImageData(0, 0, image.width, image.height);
        };
        const [a, b] = await Promise.all([read(first), read(second)]);
        if (a.width !== b.width || a.height !== b.height) return 1;
        let different = 0;
        for (let i = 0; i < a.data.length; i += 4) {
          const off = [0, 1, 2].some((channel) => Math.abs(a.data[i + channel]! - b.data[i + channel]!) > 32);
          if (off) different++;
        }
        return different / (a.data.length / 4);
      },
      [one.toString('base64'), other.toString('base64')] as const,
    );
  } finally {
    await page.close();
  }
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from './browser.ts';
import { serveDouble } from './serve-double.ts';
import { comparePixels, takeSnapshot, type Structure } from './take-snapshot.ts';

/**
 * How every view looks, in both themes: its structure on every machine, its pixels where Chromium is the version that the
 * pictures were taken with, for others smooth text differently. `npm run snapshots` takes them anew. A view is in here by
 * being in the router.
 */
const folder = join(import.meta.dirname, 'snapshots');
const isRenewing = process.env['ALMANAC_RENEW_SNAPSHOTS'] === '1';

// Not a static import: what it leads to are components, which the types of tests do not know.
const routerFile: string = join(import.meta.dirname, '..', '..', 'renderer', 'router.ts');
const { views, pathOf } = (await import(routerFile)) as {
  readonly views: readonly { readonly name: string }[];
  readonly pathOf: (view: { readonly name: string }) => string;
};

/** Where a view shows more with something chosen than by itself. */
const chosen: Readonly<Record<string, string>> = { instrument: '/instrument/ALPH' };

/** px that a box may be off: another version of Chromium may round text otherwise. */
const BOX_TOLERANCE = 4;
/** Share of pixels that may differ. */
const PIXEL_TOLERANCE = 0.003;

/** JSON with a line for each box and each line that is read, so that a change can be reviewed. */
function writeStructure({ boxes, reads }: Structure): string {
  const list = (values: readonly unknown[]) => values.map((value) => `  ${JSON.stringify(value)}`).join(',\n');
  return `{\n "boxes": [\n${list(boxes)}\n ],\n "reads": [\n${list(reads)}\n ]\n}\n`;
}

describe.skipIf(noBrowser !== null)('snapshots', () => {
  let browser: Browser;
  let double: Awaited<ReturnType<typeof serveDouble>>;
  let comparesPixels = false;

  beforeAll(async () => {
    [browser, double] = await Promise.all([launchBrowser(), serveDouble()]);
    const here = `${browser.version()} on ${process.platform} ${process.arch}`;
    const note = join(folder, 'taken-with.txt');
    if (isRenewing) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(note, `${here}\n`);
    }
    const recorded = readFileSync(note, 'utf8').trim();
    comparesPixels = recorded === here;
    if (!comparesPixels) {
      process.stderr.write(
        `\nPIXELS WERE NOT COMPARED: the pictures are of Chromium ${recorded}, this is ${here}. Structures were.\n`,
      );
    }
  });
  afterAll(async () => {
    await browser.close();
    await double.close();
  });

  describe.each(views.map((view) => ({ name: view.name, path: chosen[view.name] ?? pathOf(view) })))(
    '$name',
    ({ name, path }) => {
      it.each(['dark', 'light'])('%s looks as it did', async (theme) => {
        const { structure, png } = await takeSnapshot(browser, `${double.url}#${path}`, { theme, language: 'en' });
        const structureFile = join(folder, `${name}.json`);
        const pngFile = join(folder, `${name}-${theme}.png`);
        if (isRenewing) {
          if (theme === 'dark') writeFileSync(structureFile, writeStructure(structure));
          writeFileSync(pngFile, png);
          return;
        }
        if (!existsSync(structureFile)) {
          throw new Error(
            `There is no snapshot of ${name} yet: take it by "npm run snapshots", look at it, commit it.`,
          );
        }
        const before = JSON.parse(readFileSync(structureFile, 'utf8')) as Structure;
        // The words are those of the dark theme: settings say which theme is chosen.
        if (theme === 'dark') expect(structure.reads.join('\n')).toBe(before.reads.join('\n'));
        expect(structure.boxes.map(([what]) => what)).toEqual(before.boxes.map(([what]) => what));
        structure.boxes.forEach(([what, ...box], i) => {
          const [, ...wanted] = before.boxes[i]!;
          const off = Math.max(...box.map((value, side) => Math.abs(value - wanted[side]!)));
          expect(off, `${what} is at ${box.join(', ')} and was at ${wanted.join(', ')}`).toBeLessThanOrEqual(
            BOX_TOLERANCE,
          );
        });
        if (comparesPixels) {
          const different = await comparePixels(browser, png, readFileSync(pngFile));
          expect(different, `share of pixels of ${name}, ${theme}, that differ`).toBeLessThanOrEqual(PIXEL_TOLERANCE);
        }
      });
    },
  );

  it('tells a picture from another one, and not from itself', async () => {
    const url = `${double.url}#/nowhere`;
    const dark = await takeSnapshot(browser, url, { theme: 'dark', language: 'en' });
    const light = await takeSnapshot(browser, url, { theme: 'light', language: 'en' });
    expect(await comparePixels(browser, dark.png, dark.png)).toBe(0);
    expect(await comparePixels(browser, dark.png, light.png)).toBeGreaterThan(0.5);
  });
});

import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../../tools/find-chromium.ts';

const executablePath = findChromium();

/** Why there is no browser to test with; null where there is one. */
export const noBrowser =
  executablePath === null
    ? 'SKIPPED: no Chromium was found. Install one, or name one in ALMANAC_CHROMIUM; nothing that is shown was tested.'
    : null;
if (noBrowser !== null) process.stderr.write(`\n${noBrowser}\n`);

/** The browser of a test file; it starts with the first window. */
export async function launchBrowser(): Promise<Browser> {
  if (executablePath === null) throw new Error(noBrowser ?? '');
  // Tests run as root in containers, where Chromium's sandbox cannot start.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/**
 * A Chromium to test with: the one that ALMANAC_CHROMIUM names, else one in PATH, else Playwright's own. Null where there
 * is none.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  if (env.ALMANAC_CHROMIUM) return env.ALMANAC_CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, chromium.executablePath()].find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    // Not there, or not for us.
    if ((error as NodeJS.ErrnoException).code) return false;
    throw error;
  }
}

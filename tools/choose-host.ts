import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How to start the application, and why so, in one line. */
export type ChosenHost =
  | { readonly host: 'electron'; readonly binary: string; readonly reason: string }
  | { readonly host: 'browser'; readonly reason: string };

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly isRoot: boolean;
  /** The folder of the package electron. */
  readonly electronFolder: string;
}

/** A window of Electron where its binary is there and there is a display; else the browser. */
export function chooseHost(args: readonly string[], { platform, env, isRoot, electronFolder }: Machine): ChosenHost {
  const inBrowser = (reason: string): ChosenHost => ({
    host: 'browser',
    reason: `Almanac opens in your browser: ${reason}.`,
  });
  if (args.includes('--browser')) return inBrowser('--browser asks for it');
  const browserOption = args.find((arg) => /^--(no-open|port|json)\b/.test(arg));
  if (browserOption !== undefined) return inBrowser(`${browserOption} is about it`);
  const pathFile = join(electronFolder, 'path.txt');
  const binary = existsSync(pathFile) ? join(electronFolder, 'dist', readFileSync(pathFile, 'utf8').trim()) : null;
  if (binary === null || !existsSync(binary)) {
    return inBrowser('the binary of Electron is not here ("npx install-electron" fetches it)');
  }
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return inBrowser('there is no display');
  if (platform === 'linux' && isRoot) return inBrowser('root cannot have the sandbox that the window needs');
  return { host: 'electron', binary, reason: 'Almanac opens in a window of its own ("--browser" for the browser).' };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, type BrowserContext, type Page } from 'playwright-core';
import { runApp } from '../../electron/main/run-app.ts';
import { launchBrowser } from './browser.ts';
import { double } from './electron-double/electron.ts';
import { utilityProcesses } from './electron-double/utility-process.ts';

const root = join(import.meta.dirname, '..', '..');

/** The application as a user has it, in one of its hosts. */
export interface RunningApp {
  readonly page: Page;
  readonly workspaceFolder: string;
  /** Another window on the same engine; null where the host has one window. */
  openAnother(): Promise<Page | null>;
  /** Kills the engine's process as a crash does. */
  killEngine(): void;
  close(): Promise<void>;
}

export interface Driver {
  readonly name: string;
  /** Why it cannot run here; null where it can. */
  readonly missing: string | null;
  readonly start: () => Promise<RunningApp>;
}

/** The context of a browser that is closed with the application. */
async function openContext(): Promise<{ context: BrowserContext; closeBrowser: () => Promise<void> }> {
  const browser = await launchBrowser();
  return { context: await browser.newContext(), closeBrowser: () => browser.close() };
}

const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'almanac-app-'));

/** The processes that a process has started. */
function findChildren({ pid }: ChildProcess): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

export const headlessDriver: Driver = {
  name: 'the headless host',
  missing: process.platform === 'linux' ? null : 'the test finds processes in /proc',
  async start() {
    const workspaceFolder = makeFolder();
    const host = spawn(
      process.execPath,
      [join(root, 'headless', 'almanac.js'), 'app', '--no-open', '--json', '--workspace', workspaceFolder],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(createInterface(host.stdout), 'line')) as [string];
    const { link } = JSON.parse(line) as { link: string };
    const { context, closeBrowser } = await openContext();
    const page = await context.newPage();
    await page.goto(link);
    return {
      page,
      workspaceFolder,
      async openAnother() {
        const another = await context.newPage();
        await another.goto(new URL('/', link).href);
        return another;
      },
      killEngine() {
        for (const pid of findChildren(host)) process.kill(pid, 'SIGKILL');
      },
      async close() {
        await closeBrowser();
        const ended = once(host, 'exit');
        host.kill('SIGINT');
        await ended;
        rmSync(workspaceFolder, { recursive: true });
      },
    };
  },
};

/** Electron's main process and preload as they are, on a double of Electron. One start in a test file: its module is one. */
export const doubleDriver: Driver = {
  name: "Electron's code on a double",
  missing: null,
  async start() {
    const workspaceFolder = makeFolder();
    const { context, closeBrowser } = await openContext();
    double.context = context;
    double.folder = makeFolder();
    await runApp({
      rendererFolder: join(root, 'dist', 'renderer'),
      preloadPath: join(root, 'dist', 'app', 'electron', 'preload', 'preload.cjs'),
      enginePath: join(root, 'engine', 'process', 'main.ts'),
      workspaceFolder,
    });
    const [window] = double.windows;
    if (!window) throw new Error('The application opened no window.');
    return {
      page: await window.page,
      workspaceFolder,
      openAnother: () => Promise.resolve(null),
      killEngine() {
        utilityProcesses.at(-1)?.kill();
      },
      async close() {
        const { app } = await import('./electron-double/electron.ts');
        const quit = once(app, 'quit');
        app.quit();
        await quit;
        await closeBrowser();
        rmSync(workspaceFolder, { recursive: true });
        rmSync(double.folder, { recursive: true });
      },
    };
  },
};

/** The binary that the package electron has downloaded, where it has. */
const electronPathFile = join(root, 'node_modules', 'electron', 'path.txt');
const hasElectron = existsSync(electronPathFile);

export const electronDriver: Driver = {
  name: 'Electron',
  missing: hasElectron ? null : 'the binary of Electron was not downloaded (npx install-electron)',
  async start() {
    const workspaceFolder = makeFolder();
    const { buildApp } = await import('../../tools/build-app.ts');
    await buildApp();
    const electron = await _electron.launch({
      executablePath: join(root, 'node_modules', 'electron', 'dist', readFileSync(electronPathFile, 'utf8')),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        join(root, 'dist', 'app', 'electron', 'main', 'main.js'),
      ],
      env: { ...process.env, ALMANAC_WORKSPACE: workspaceFolder },
    });
    return {
      page: await electron.firstWindow(),
      workspaceFolder,
      openAnother: () => Promise.resolve(null),
      killEngine() {
        void electron.evaluate(({ app }) => {
          const engine = app.getAppMetrics().find(({ name }) => name === 'Almanac engine');
          if (engine) process.kill(engine.pid, 'SIGKILL');
        });
      },
      async close() {
        await electron.close();
        rmSync(workspaceFolder, { recursive: true });
      },
    };
  },
};
if (electronDriver.missing !== null) process.stderr.write(`\nSKIPPED on real Electron: ${electronDriver.missing}.\n`);

export const drivers = [headlessDriver, doubleDriver, electronDriver];

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findMenuTexts } from '../../electron/main/menu-texts.ts';
import { en } from '../../renderer/texts/en.ts';
import { pl } from '../../renderer/texts/pl.ts';
import { noBrowser } from './browser.ts';
import { doubleDriver, type RunningApp } from './drivers.ts';
import { app as electronApp, BrowserWindow, double, ipcMain, protocol, session } from './electron-double/electron.ts';
import { MessagePortMain } from './electron-double/ports.ts';
import type { WebContents } from './electron-double/web-contents.ts';

/** What electron/main does, seen from Electron: every security default, and what the system asks of it. */
describe.skipIf(noBrowser !== null)("Electron's main process", () => {
  let app: RunningApp;
  let page: Page;
  let contents: WebContents;

  beforeAll(async () => {
    app = await doubleDriver.start();
    ({ page } = app);
    contents = double.windows[0]!.webContents;
    await page.locator('.engine.open').first().waitFor();
  });
  afterAll(async () => {
    await app.close();
    expect(double.hasQuit).toBe(true);
  });

  it('opens its window with every protection', () => {
    expect(double.isSandboxed).toBe(true);
    expect(double.windows[0]!.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(double.windows[0]!.options.webPreferences).not.toHaveProperty('allowRunningInsecureContent');
    expect(protocol.privileged).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ]);
    expect(double.crashReports).toEqual([{ uploadToServer: false }]);
  });

  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'fullscreen', 'openExternal', 'hid', 'unknown'])(
    'denies the permission %s, when asked and when looked up',
    async (permission) => {
      expect(await session.defaultSession.requestPermission(permission)).toBe(false);
      expect(session.defaultSession.checkPermission(permission)).toBe(false);
    },
  );

  it('gives no device and no picture of the screen', async () => {
    expect(session.defaultSession.checkDevice()).toBe(false);
    expect(await session.defaultSession.showsScreen()).toBe(false);
  });

  it.each([
    'https://evil.example/',
    'http://127.0.0.1/',
    'app://other/',
    'file:///etc/passwd',
    'ws://evil.example/',
    'x',
  ])('lets the page reach nothing at %s', async (url) => {
    expect(await session.defaultSession.isCancelled(url)).toBe(true);
  });

  it('stays at its own address', async () => {
    const before = page.url();
    await page.evaluate(() => {
      location.href = 'https://evil.example/';
    });
    await expect.poll(() => contents.blocked).toContain('https://evil.example/');
    expect(page.url()).toBe(before);
    await page.locator('.engine.open').first().waitFor();
  });

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('prevents %s to elsewhere', (name) => {
    const go = (url: string): boolean => {
      let isPrevented = false;
      const preventDefault = (): void => {
        isPrevented = true;
      };
      contents.emit(name, { url, preventDefault }, url);
      return isPrevented;
    };
    expect(go('https://evil.example/')).toBe(true);
    expect(go('app://almanac.evil.example/')).toBe(true);
    expect(go('app://user@almanac/')).toBe(true);
    expect(go('data:text/html,x')).toBe(true);
    expect(go('app://almanac/#/watchlists')).toBe(false);
  });

  it('opens no window and no webview, and only listed pages in the browser', async () => {
    await page.evaluate(() => window.open('https://evil.example/popup'));
    await page.evaluate(() => window.open('https://github.com/almanac'));
    await expect.poll(() => double.openedOutside).toEqual(['https://github.com/almanac']);
    expect(double.windows).toHaveLength(1);
    let isPrevented = false;
    contents.emit('will-attach-webview', {
      preventDefault() {
        isPrevented = true;
      },
    });
    expect(isPrevented).toBe(true);
  });

  it('hands a port to its own page on top alone, and for what it knows', () => {
    const ask = (senderFrame: object | null, to: unknown): number => {
      let posted = 0;
      const frame =
        senderFrame === null
          ? null
          : {
              postMessage(_channel: string, _message: unknown, ports: MessagePortMain[]) {
                posted += ports.length;
              },
              ...senderFrame,
            };
      const sender = { mainFrame: 'mainFrame' in (senderFrame ?? {}) ? null : frame };
      ipcMain.emit('almanac-port', { senderFrame: frame, sender }, to);
      return posted;
    };
    expect(ask({ url: 'app://almanac/' }, 'shell')).toBe(1);
    expect(ask({ url: 'app://almanac/' }, 'engine')).toBe(1);
    expect(ask({ url: 'app://almanac/' }, 'constructor')).toBe(0);
    expect(ask({ url: 'app://almanac/' }, undefined)).toBe(0);
    expect(ask({ url: 'https://evil.example/' }, 'shell')).toBe(0);
    expect(ask({ url: 'app://almanac/', mainFrame: true }, 'shell')).toBe(0);
    expect(ask(null, 'shell')).toBe(0);
    expect(ipcMain.eventNames()).toEqual(['almanac-port']);
  });

  it('gives the page nothing but the bridge, which the page cannot change', async () => {
    const seen = await page.evaluate(() => ({
      methods: Object.keys((window as unknown as { almanac: object }).almanac),
      isFrozen: Object.isFrozen((window as unknown as { almanac: object }).almanac),
    }));
    expect(seen).toEqual({ methods: ['connect', 'pathOf'], isFrozen: true });
    expect(await contents.evaluateInPreload('typeof __toMain')).toBe('function');
    expect(await page.evaluate(() => '__toMain' in window)).toBe(false);
  });

  it.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/app/package.json',
    '/assets/..%5c..%5cpackage.json',
  ])('serves nothing outside of the renderer: %s', async (path) => {
    const handler = protocol.handlers.get('app')!;
    const response = await handler(new Request(`app://almanac${path}`));
    expect(await response.text()).not.toContain('almanac-app');
    expect([200, 404]).toContain(response.status);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('serves no other host, method or sender', async () => {
    const handler = protocol.handlers.get('app')!;
    const status = async (url: string, init?: RequestInit): Promise<number> =>
      (await handler(new Request(url, init))).status;
    expect(await status('app://other/')).toBe(404);
    expect(await status('app://almanac/', { method: 'DELETE' })).toBe(405);
    expect(await status('app://almanac/files?name=a.csv', { method: 'POST', body: 'x' })).toBe(403);
  });

  it('knows where a dropped file lies', async () => {
    await contents.setPaths({ 'AAPL.csv': '/home/me/AAPL.csv' });
    const paths = await page.evaluate(() => {
      const { almanac } = window as unknown as { almanac: { pathOf(file: File): string } };
      return ['AAPL.csv', 'pasted.csv'].map((name) => almanac.pathOf(new File(['x'], name)));
    });
    expect(paths).toEqual(['/home/me/AAPL.csv', '']);
  });

  it('is one instance: a second start brings its files to the window', async () => {
    const file = join(app.workspaceFolder, 'GDAX.csv');
    writeFileSync(file, 'date,close\n');
    const window = double.windows[0]!;
    window.minimize();
    electronApp.emit(
      'second-instance',
      {},
      ['almanac', '--flag', 'GDAX.csv', 'notes.docx', 'gone.csv'],
      app.workspaceFolder,
    );
    expect(window.isMinimized()).toBe(false);
    expect(double.windows).toHaveLength(1);
    // What is no price file, or not there, is not tried.
    await page.getByText('GDAX.csv').first().waitFor();
    expect(await page.getByText('notes.docx').count()).toBe(0);
    expect(await page.getByText('gone.csv').count()).toBe(0);
  });

  it('takes a file that a Mac opens with it', async () => {
    const file = join(app.workspaceFolder, 'OPENED.csv');
    writeFileSync(file, 'Date,Open,High,Low,Close,Volume\n2024-01-02,10,11,9,10,1\n2024-01-03,11,12,10,11,1\n');
    let isPrevented = false;
    const preventDefault = (): void => {
      isPrevented = true;
    };
    electronApp.emit('open-file', { preventDefault }, file);
    await page.getByRole('button', { name: 'Import 1 file' }).waitFor();
    await page.getByText('OPENED.csv').first().waitFor();
    expect(isPrevented).toBe(true);
  });

  it('has a menu that leads to the views', async () => {
    const labels = double.menu!.items.map(({ label, role }) => label ?? role);
    expect(labels).toEqual(expect.arrayContaining(['File', 'Go', 'View']));
    const go = double.menu!.items.find(({ label }) => label === 'Go')!;
    const entries = go.submenu!.filter(({ label }) => label !== undefined);
    expect(entries.map(({ label }) => label)).toEqual([
      'Watchlists',
      'Instrument',
      'Training',
      'Backtests',
      'Models',
      'Reports',
      'Data',
      'Alerts',
      'Settings',
    ]);
    await shows('Settings');
    await shows('Alerts');
    await shows('Watchlists');

    async function shows(label: string): Promise<void> {
      entries.find((entry) => entry.label === label)!.click!();
      await page.getByRole('heading', { level: 1, name: label }).waitFor();
    }
  });

  it('names each view in the words of the app, in both languages', () => {
    // Polish has room for the whole name of a watchlist in a menu, and not in the rail.
    const views = ['instrument', 'training', 'backtests', 'models', 'reports', 'data', 'alerts', 'settings'] as const;
    for (const [locale, words] of [
      ['en-GB', en],
      ['pl-PL', pl],
    ] as const) {
      const texts = findMenuTexts(locale);
      for (const view of views) {
        expect(texts[view], `${locale} ${view}`).toBe(words[view].title);
      }
      expect(Object.values(texts).every((text) => text !== '')).toBe(true);
    }
    expect(findMenuTexts('de-DE')).toEqual(findMenuTexts('en'));
  });

  it('writes the death of the engine into its log, on this machine', async () => {
    app.killEngine();
    const file = join(double.folder, 'logs', 'almanac.log');
    await expect.poll(() => readFileSync(file, { encoding: 'utf8', flag: 'a+' })).toContain('it is started again');
    await expect.poll(() => page.locator('.engine.open').first().isVisible(), { timeout: 20_000 }).toBe(true);
  });

  it('keeps where the window was', () => {
    mkdirSync(join(double.folder, 'userData'), { recursive: true });
    const window = double.windows[0]!;
    window.maximize();
    window.emit('close');
    const kept = JSON.parse(readFileSync(join(double.folder, 'userData', 'window.json'), 'utf8')) as object;
    expect(kept).toEqual({ bounds: { x: 240, y: 70, width: 1440, height: 900 }, isMaximized: true });
    expect(window).toBeInstanceOf(BrowserWindow);
  });
});

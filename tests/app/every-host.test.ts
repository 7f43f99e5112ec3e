import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser } from './browser.ts';
import { drivers, type RunningApp } from './drivers.ts';

/** What holds in every host. */
describe.each(drivers)('the application in $name', ({ missing, start }) => {
  describe.skipIf(noBrowser !== null || missing !== null)('', () => {
    let app: RunningApp;
    const complaints: string[] = [];

    beforeAll(async () => {
      app = await start();
      app.page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      app.page.on('pageerror', (error) => complaints.push(String(error)));
    });
    afterAll(async () => {
      await app.close();
    });

    const isOpen = (): Promise<boolean> => app.page.locator('.engine.open').first().isVisible();

    it('reaches the engine', async () => {
      await expect.poll(isOpen, { timeout: 20_000 }).toBe(true);
    });

    it('gets every file that its page names', async () => {
      const missing: string[] = [];
      app.page.on('response', (response) => {
        if (response.status() >= 400) missing.push(response.url());
      });
      await app.page.reload();
      await expect.poll(isOpen, { timeout: 20_000 }).toBe(true);
      // Fonts are asked for once text is laid out.
      await app.page.evaluate(() => document.fonts.ready.then(() => undefined));
      expect(missing).toEqual([]);
      const icons = await app.page.evaluate(() =>
        Promise.all(
          [...document.querySelectorAll<HTMLLinkElement>('link[rel~=icon]')].map(async ({ href }) => {
            const image = new Image();
            image.src = href;
            await image.decode();
            return image.naturalWidth;
          }),
        ),
      );
      expect(icons.length).toBeGreaterThan(0);
      expect(Math.min(...icons)).toBeGreaterThanOrEqual(32);
    });

    it('may do nothing that its policy does not say', async () => {
      const seen = await app.page.evaluate(async () => {
        const policy = (await fetch('/')).headers.get('content-security-policy');
        const violations: string[] = [];
        // A script's text, a picture, a request and an eval.
        const haveCome = new Promise<void>((resolve) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
            violations.push(effectiveDirective);
            if (violations.length === 4) resolve();
          });
        });
        const script = document.createElement('script');
        script.textContent = 'window.wasRun = true';
        document.body.append(script);
        const image = new Image();
        image.src = 'https://evil.example/pixel.png';
        document.body.append(image);
        let evaluated = false;
        try {
          evaluated = (globalThis as unknown as { eval(code: string): boolean }).eval('true');
        } catch (error) {
          evaluated = !(error instanceof EvalError);
        }
        const reached = await fetch('https://evil.example/').then(
          () => true,
          () => false,
        );
        await haveCome;
        script.remove();
        image.remove();
        return { policy, violations, evaluated, reached, wasRun: 'wasRun' in window };
      });
      expect(seen).toMatchObject({ evaluated: false, reached: false, wasRun: false });
      expect(seen.policy).toContain("script-src 'self'");
      expect(seen.violations).toEqual(
        expect.arrayContaining(['script-src', 'script-src-elem', 'img-src', 'connect-src']),
      );
      complaints.length = 0;
    });

    it('knows nothing of Node or Electron', async () => {
      const globals = await app.page.evaluate(() =>
        ['require', 'process', 'Buffer', 'global', 'module', 'ipcRenderer', 'electron'].filter(
          (name) => name in window,
        ),
      );
      expect(globals).toEqual([]);
    });

    it('reads columns, and errors of the engine', async () => {
      const { status, body } = await app.page.evaluate(async () => {
        const response = await fetch('/data/bars?symbol=NONE');
        return { status: response.status, body: (await response.json()) as object };
      });
      expect(status).toBe(404);
      expect(body).toMatchObject({ code: expect.stringContaining('/') as string, hint: expect.any(String) as string });
    });

    it('keeps a file that was sent, for the engine to read', async () => {
      const path = await app.page.evaluate(async () => {
        const response = await fetch('/files?name=..%2FPASTED.csv', {
          method: 'POST',
          body: 'date,close\n2020-01-02,1\n',
        });
        return ((await response.json()) as { path: string }).path;
      });
      expect(path.startsWith(join(app.workspaceFolder, 'inbox'))).toBe(true);
      expect(path.endsWith('PASTED.csv')).toBe(true);
    });

    it('gives a file of the outbox to be saved, and no other file', async () => {
      const id = '0b4a4b5e-58a7-4f0f-9d6b-0a9a2f6f9c11';
      mkdirSync(join(app.workspaceFolder, 'outbox', id), { recursive: true });
      writeFileSync(join(app.workspaceFolder, 'outbox', id, 'Żuk.json'), '{"a":1}');
      const seen = await app.page.evaluate(async (place) => {
        const file = await fetch(`/files/${place}/${encodeURIComponent('Żuk.json')}`);
        const others = ['../../almanac.db', '..%2f..%2falmanac.db', 'none.json'];
        return {
          text: await file.text(),
          headers: Object.fromEntries(file.headers),
          others: await Promise.all(others.map(async (name) => (await fetch(`/files/${place}/${name}`)).status)),
        };
      }, id);
      expect(seen).toMatchObject({
        text: '{"a":1}',
        headers: {
          'content-type': 'application/json',
          'content-disposition': "attachment; filename*=UTF-8''%C5%BBuk.json",
          'content-security-policy': expect.stringContaining('sandbox') as string,
          'x-content-type-options': 'nosniff',
        },
        others: [404, 404, 404],
      });
    });

    it('says that the engine is away when it dies, and goes on with the next one', async () => {
      await expect.poll(isOpen, { timeout: 20_000 }).toBe(true);
      const lost = app.page.locator('.engine.lost').first().waitFor({ timeout: 20_000 });
      app.killEngine();
      await lost;
      await expect.poll(isOpen, { timeout: 20_000 }).toBe(true);
      const status = await app.page.evaluate(async () => (await fetch('/data/bars?symbol=NONE')).status);
      expect(status).toBe(404);
    });

    it('has several windows at once, where the host has', async () => {
      const another = await app.openAnother();
      if (another === null) return;
      await another.locator('.engine.open').first().waitFor();
      // What is chosen in one is chosen in the other.
      const themeOf = (page: Page): Promise<string | null> => page.locator('html').getAttribute('data-theme');
      const before = await themeOf(app.page);
      await another.locator('#view').focus();
      await another.keyboard.press('t');
      await another.keyboard.press('t');
      await expect.poll(() => themeOf(app.page)).not.toBe(before);
      expect(await themeOf(app.page)).toBe(await themeOf(another));
      expect(await isOpen()).toBe(true);
      await another.close();
      expect(await isOpen()).toBe(true);
    });

    it('has complained about nothing', () => {
      // The network of the dead engine, and the column that is not there, are what was asked for above.
      expect(complaints.filter((text) => !/status of 404|status of 500|WebSocket/.test(text))).toEqual([]);
    });
  });
});

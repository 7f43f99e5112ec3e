import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page, Route } from 'playwright-core';
import { MessagePortMain } from './ports.ts';
import type { Session } from './session.ts';

/** Chromium speaks http only, so the app's scheme is this origin there. */
const WEB_ORIGIN = 'https://almanac.double';
const APP_ORIGIN = 'app://almanac';
const WORLD = 'electron-preload';

const toWeb = (url: string): string => url.replace(APP_ORIGIN, WEB_ORIGIN);
const toApp = (url: string): string => url.replace(WEB_ORIGIN, APP_ORIGIN);

/** An event of Electron that can be prevented. */
export function createEvent<T extends object>(details: T): T & { preventDefault(): void; defaultPrevented: boolean } {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
  };
  return event;
}

interface Frame {
  readonly url: string;
  postMessage(channel: string, message: unknown, ports?: readonly MessagePortMain[]): void;
}

type FromPage =
  | { readonly type: 'ipc'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: 'port'; readonly port: number; readonly data: unknown }
  | { readonly type: 'port-closed'; readonly port: number };

/** Electron's WebContents on a page of Chromium. */
export class WebContents extends EventEmitter {
  readonly whenReady: Promise<Page>;
  readonly mainFrame: Frame;
  /** Addresses that a page asked for and did not get. */
  readonly blocked: string[] = [];
  readonly #session: Session;
  readonly #ports = new Map<number, MessagePortMain>();
  readonly #ipcMain: EventEmitter;
  #portCount = 0;
  #page: Page | null = null;
  #cdp: CDPSession | null = null;
  #world: number | null = null;
  #openHandler: (details: { url: string }) => { action: 'allow' | 'deny' } = () => ({ action: 'allow' });
  /** The address that loadURL() is on its way to: no navigation of the page itself. */
  #loading: string | null = null;

  constructor(context: BrowserContext, preload: string, session: Session, ipcMain: EventEmitter) {
    super();
    this.#session = session;
    this.#ipcMain = ipcMain;
    const findUrl = (): string => toApp(this.#page?.url() ?? '');
    this.mainFrame = {
      get url() {
        return findUrl();
      },
      postMessage: (channel, message, ports = []) => {
        this.#postToPage(channel, message, ports);
      },
    };
    this.whenReady = this.#open(context, readFileSync(preload, 'utf8'));
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'allow' | 'deny' }): void {
    this.#openHandler = handler;
  }

  reload(): void {
    void this.#page?.reload();
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.whenReady;
    this.#loading = url;
    await page.goto(toWeb(url));
    this.#loading = null;
  }

  /** Says, as the system does, where files lie that are dropped on the page. */
  async setPaths(paths: Readonly<Record<string, string>>): Promise<void> {
    await this.#evaluate(`globalThis.__paths = ${JSON.stringify(paths)}`);
  }

  /** What a script in the world of the preload sees. */
  async evaluateInPreload(expression: string): Promise<unknown> {
    const { result } = await this.#cdp!.send('Runtime.evaluate', {
      expression,
      contextId: this.#world!,
      returnByValue: true,
    });
    return result.value;
  }

  async #open(context: BrowserContext, preload: string): Promise<Page> {
    const page = await context.newPage();
    this.#page = page;
    const cdp = await context.newCDPSession(page);
    this.#cdp = cdp;
    cdp.on('Runtime.executionContextCreated', ({ context: created }) => {
      if (created.name === WORLD) this.#world = created.id;
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId !== this.#world) return;
      this.#world = null;
      for (const port of this.#ports.values()) port.close();
      this.#ports.clear();
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === '__toMain' && executionContextId === this.#world) this.#onPage(JSON.parse(payload) as FromPage);
    });
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: '__toMain', executionContextName: WORLD });
    await cdp.send('Page.enable');
    const source = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8');
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: source('main-world.js') });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `if (window === window.top) { ${source('preload-world.js')}\n(() => { ${preload}\n })(); }`,
      worldName: WORLD,
    });
    await page.route('**/*', (route) => this.#answer(route));
    page.on('popup', (popup) => {
      // Electron asks before there is a window; here it is closed before it shows anything.
      void popup.close();
    });
    await context.route('**/*', async (route) => {
      // The first address of a window that was opened by the page.
      const url = toApp(route.request().url());
      this.blocked.push(url);
      this.#openHandler({ url });
      await route.abort('aborted');
    });
    return page;
  }

  /** A request of the page: first the navigation handlers, then the network's, then the protocol's. */
  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = toApp(request.url());
    if (request.isNavigationRequest() && url !== this.#loading) {
      const isMain = request.frame() === this.#page?.mainFrame();
      const event = createEvent({ url, isMainFrame: isMain });
      this.emit('will-frame-navigate', event);
      if (isMain && !event.defaultPrevented) this.emit('will-navigate', event, url);
      if (event.defaultPrevented) {
        this.blocked.push(url);
        await route.abort('aborted');
        return;
      }
    }
    if (await this.#session.isCancelled(url)) {
      this.blocked.push(url);
      await route.abort('blockedbyclient');
      return;
    }
    const handler = this.#session.protocol.handlers.get(URL.parse(url)?.protocol.slice(0, -1) ?? '');
    if (!handler) {
      await route.abort('failed');
      return;
    }
    const headers = new Headers(await request.allHeaders());
    const origin = headers.get('origin');
    if (origin !== null) headers.set('origin', toApp(origin));
    const body = request.postDataBuffer();
    const response = await handler(
      new Request(url, { method: request.method(), headers, ...(body === null ? {} : { body: new Uint8Array(body) }) }),
    );
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  #onPage(message: FromPage): void {
    if (message.type === 'ipc') {
      const event = { sender: this, senderFrame: this.mainFrame, ports: [] };
      this.#ipcMain.emit(message.channel, event, ...message.args);
    } else if (message.type === 'port') this.#ports.get(message.port)?.postMessage(message.data);
    else this.#ports.get(message.port)?.close();
  }

  #postToPage(channel: string, message: unknown, transferred: readonly MessagePortMain[]): void {
    const ports = transferred.map((port) => {
      const number = this.#portCount++;
      this.#ports.set(number, port);
      port.on('message', ({ data }: { data: unknown }) => {
        void this.#evaluate(`__fromMain(${JSON.stringify({ type: 'port', port: number, data })})`);
      });
      port.on('close', () => {
        this.#ports.delete(number);
        void this.#evaluate(`__fromMain(${JSON.stringify({ type: 'port-closed', port: number })})`);
      });
      return number;
    });
    void this.#evaluate(`__fromMain(${JSON.stringify({ type: 'ipc', channel, args: [message], ports })})`);
    for (const port of transferred) port.start();
  }

  /** Runs in the world of the preload. A page that is going away hears nothing any more. */
  async #evaluate(expression: string): Promise<void> {
    const world = this.#world;
    if (world === null || this.#page?.isClosed() !== false) return;
    await this.#cdp?.send('Runtime.evaluate', { expression, contextId: world }).catch((error: unknown) => {
      // After a reload there is another world already.
      if (this.#world === world && this.#page?.isClosed() === false) throw error;
    });
  }
}

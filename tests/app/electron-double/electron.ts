/**
 * A double of the module `electron`: the parts that electron/main uses, behaving as Electron's documentation says, with
 * pages of a real Chromium as windows and processes of Node as utility processes. `double` is for tests: it says what was
 * done, and does what users and systems do.
 */
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { Protocol, Session } from './session.ts';
import { createEvent, WebContents } from './web-contents.ts';

export { MessageChannelMain } from './ports.ts';
export { utilityProcess } from './utility-process.ts';

/** What the machine is like, and what was asked of it. */
export const double = {
  context: null as BrowserContext | null,
  /** Where userData, logs and the like are. */
  folder: '',
  locale: 'en-US',
  hasLock: true,
  /** Answers of the user to the next dialogs. */
  chosen: [] as string[][],
  dialogs: [] as unknown[],
  notifications: [] as Notification[],
  openedOutside: [] as string[],
  shownInFolder: [] as string[],
  blockers: new Set<number>(),
  menu: null as { items: MenuItem[] } | null,
  crashReports: [] as unknown[],
  hasQuit: false,
  isSandboxed: false,
  windows: [] as BrowserWindow[],
};

interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly submenu?: MenuItem[];
  readonly click?: () => void;
}

class App extends EventEmitter {
  readonly isPackaged = false;
  #isReady = false;

  requestSingleInstanceLock(): boolean {
    return double.hasLock;
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before the app is ready');
    double.isSandboxed = true;
  }

  async whenReady(): Promise<void> {
    await Promise.resolve();
    this.#isReady = true;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  getPath(name: string): string {
    const path = join(double.folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  getLocale(): string {
    return double.locale;
  }

  quit(): void {
    for (const window of double.windows) window.close();
    const event = createEvent({});
    this.emit('will-quit', event);
    if (event.defaultPrevented) return;
    double.hasQuit = true;
    this.emit('quit');
  }
}

export const app = new App();
export const ipcMain = new EventEmitter();
export const protocol = new Protocol();
export const session = { defaultSession: new Session(protocol) };

interface WindowOptions {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly webPreferences: { readonly preload: string } & Readonly<Record<string, unknown>>;
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  readonly options: WindowOptions;
  isShown = false;
  #isMinimized = false;
  #isMaximized = false;
  #isClosed = false;

  constructor(options: WindowOptions) {
    super();
    if (double.context === null) throw new Error('A test gives the double a context of Chromium.');
    this.options = options;
    this.webContents = new WebContents(double.context, options.webPreferences.preload, session.defaultSession, ipcMain);
    double.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  get page(): Promise<Page> {
    return this.webContents.whenReady;
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.loadURL(url);
    this.emit('ready-to-show');
  }

  show(): void {
    this.isShown = true;
  }

  focus(): void {
    this.emit('focus');
  }

  minimize(): void {
    this.#isMinimized = true;
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  restore(): void {
    this.#isMinimized = false;
  }

  maximize(): void {
    this.#isMaximized = true;
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.emit('close');
    void this.page.then((page) => page.close());
    double.windows.splice(double.windows.indexOf(this), 1);
    this.emit('closed');
    if (double.windows.length === 0) app.emit('window-all-closed');
  }
}

export class Notification extends EventEmitter {
  readonly options: { readonly title: string; readonly body: string };
  isShown = false;

  constructor(options: { title: string; body: string }) {
    super();
    this.options = options;
    double.notifications.push(this);
  }

  show(): void {
    this.isShown = true;
  }
}

export const dialog = {
  showOpenDialog(_window: BrowserWindow, options: unknown): Promise<{ canceled: boolean; filePaths: string[] }> {
    double.dialogs.push(options);
    const filePaths = double.chosen.shift() ?? [];
    return Promise.resolve({ canceled: filePaths.length === 0, filePaths });
  },
};

export const shell = {
  openExternal(url: string): Promise<void> {
    double.openedOutside.push(url);
    return Promise.resolve();
  },
  showItemInFolder(path: string): void {
    double.shownInFolder.push(path);
  },
};

export const Menu = {
  buildFromTemplate: (items: MenuItem[]): { items: MenuItem[] } => ({ items }),
  setApplicationMenu(menu: { items: MenuItem[] }): void {
    double.menu = menu;
  },
};

export const powerSaveBlocker = {
  start(type: string): number {
    if (type !== 'prevent-app-suspension') throw new Error(`unexpected ${type}`);
    const id = double.blockers.size + 1;
    double.blockers.add(id);
    return id;
  },
  stop(id: number): void {
    double.blockers.delete(id);
  },
};

const workArea = { x: 0, y: 0, width: 1920, height: 1040 };
export const screen = {
  getPrimaryDisplay: () => ({ workArea }),
  getAllDisplays: () => [{ workArea }],
};

export const crashReporter = {
  start(options: unknown): void {
    double.crashReports.push(options);
  },
};

import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  crashReporter,
  ipcMain,
  Menu,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  type MessagePortMain,
} from 'electron';
import { connectEngine } from '#contract/wire/connect.ts';
import { createMemoryWires } from '#contract/wire/memory-wire.ts';
import { createPortWire } from '#contract/wire/port-wire.ts';
import { keepEngine } from '#engine/process/keep-engine.ts';
import { createWireServer } from '#engine/serving/serve-wire.ts';
import { APP_PAGE } from './app-origin.ts';
import { followEngine } from './follow-engine.ts';
import { handOverPort } from './hand-over-port.ts';
import { createKeepAwake } from './keep-awake.ts';
import { launchEngine } from './launch-engine.ts';
import { openLogFile } from './log-file.ts';
import { describeMenu } from './menu.ts';
import { findMenuTexts } from './menu-texts.ts';
import { createNotices } from './notices.ts';
import { isAllowedOutside } from './open-external.ts';
import { findOpenedFiles } from './opened-files.ts';
import { secureContents, secureSession } from './secure.ts';
import { registerAppScheme, serveApp } from './serve-app.ts';
import { shellRouter } from './shell-router.ts';
import { keepWindowState, placeWindow, readWindowState, SMALLEST } from './window-state.ts';

/** Where the parts of the application lie. */
export interface AppParts {
  readonly rendererFolder: string;
  readonly preloadPath: string;
  readonly enginePath: string;
  /** Where the user asked for one. */
  readonly workspaceFolder?: string;
}

/** Runs the application until its user quits. Must be called before Electron is ready. */
export async function runApp({ rendererFolder, preloadPath, enginePath, workspaceFolder }: AppParts): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    // The one that runs gets the files of this start, and comes to the front.
    app.quit();
    return;
  }
  // Dumps of crashes stay in their folder.
  crashReporter.start({ uploadToServer: false });
  app.enableSandbox();
  registerAppScheme(protocol);

  const routes = createNotices<string>();
  const openedFiles = createNotices<readonly string[]>();
  let window: BrowserWindow | null = null;

  const openFiles = (paths: readonly string[]): void => {
    if (paths.length > 0) openedFiles.put(paths);
  };
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFiles(findOpenedFiles([path], '/'));
    if (app.isReady()) showWindow();
  });
  app.on('second-instance', (_event, args, folder) => {
    openFiles(findOpenedFiles(args.slice(1), folder));
    showWindow();
  });
  openFiles(findOpenedFiles(process.argv.slice(1), process.cwd()));

  const openExternal = (url: string): void => {
    if (isAllowedOutside(url)) void shell.openExternal(url);
  };
  secureContents(app, openExternal);
  await app.whenReady();

  const logFile = openLogFile(app.getPath('logs'), () => new Date());
  const logBug = (error: unknown): void => {
    logFile.write(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    logFile.write(`A ${type} process has gone: ${reason}, code ${exitCode}.`);
  });
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    logFile.write(`The window's process has gone: ${reason}, code ${exitCode}.`);
    if (reason !== 'clean-exit') contents.reload();
  });

  secureSession(session.defaultSession);
  const engine = keepEngine<MessagePortMain>({
    launch: () =>
      launchEngine(enginePath, workspaceFolder, (text) => {
        logFile.write(text);
      }),
    log: (sentence) => {
      logFile.write(sentence);
    },
  });
  serveApp(protocol, { rendererFolder, engine, logBug });

  const serveShell = createWireServer(shellRouter, { findWindow: () => window, routes, openedFiles }, { logBug });
  handOverPort(ipcMain, {
    engine(port) {
      engine.connectPort(port);
    },
    shell(port) {
      serveShell(createPortWire(port));
    },
  });

  const connection = connectEngine({
    open() {
      const [own, other] = createMemoryWires();
      engine.connect(other);
      return Promise.resolve(own);
    },
  });
  const texts = findMenuTexts(app.getLocale());
  const go = (route: string): void => {
    routes.put(route);
    showWindow();
  };
  followEngine(connection.client, {
    keepAwake: createKeepAwake(powerSaveBlocker),
    go,
    logBug,
    locale: app.getLocale(),
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      describeMenu(process.platform, app.isPackaged, texts, {
        go,
        showLog() {
          shell.showItemInFolder(logFile.path);
        },
      }),
    ),
  );

  const stateFile = join(app.getPath('userData'), 'window.json');
  function showWindow(): void {
    if (window !== null) {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      return;
    }
    const { workArea } = screen.getPrimaryDisplay();
    const others = screen.getAllDisplays().map((display) => display.workArea);
    const { bounds, isMaximized } = placeWindow(readWindowState(stateFile), [workArea, ...others]);
    const opened = new BrowserWindow({
      ...bounds,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      title: 'Almanac',
      backgroundColor: '#0e1116',
      webPreferences: {
        preload: preloadPath,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        devTools: !app.isPackaged,
      },
    });
    window = opened;
    if (isMaximized) opened.maximize();
    opened.once('ready-to-show', () => {
      opened.show();
    });
    opened.on('close', () => {
      keepWindowState(stateFile, { bounds: opened.getNormalBounds(), isMaximized: opened.isMaximized() });
    });
    opened.on('closed', () => {
      window = null;
    });
    void opened.loadURL(APP_PAGE);
  }
  showWindow();

  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    // On a Mac an application goes on without a window.
    if (process.platform !== 'darwin') app.quit();
  });
  let hasEnded = false;
  app.on('will-quit', (event) => {
    if (hasEnded) return;
    // The engine is given the time to put everything away.
    event.preventDefault();
    connection.close();
    void engine.close().finally(() => {
      hasEnded = true;
      app.quit();
    });
  });
}

import type { MenuItemConstructorOptions } from 'electron';
import type { MenuTexts } from './menu-texts.ts';

export interface MenuActions {
  /** Shows a route of the app in its window. */
  readonly go: (route: string) => void;
  readonly showLog: () => void;
}

/** The menu of the application; labels of what every application has come from Electron, in the system's language. */
export function describeMenu(
  platform: NodeJS.Platform,
  isPackaged: boolean,
  texts: MenuTexts,
  { go, showLog }: MenuActions,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const to = (label: string, route: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click() {
      go(route);
    },
  });
  return [
    ...(isMac
      ? [
          {
            role: 'appMenu' as const,
            submenu: [
              { role: 'about' as const },
              { type: 'separator' as const },
              { role: 'services' as const },
              { type: 'separator' as const },
              { role: 'hide' as const },
              { role: 'hideOthers' as const },
              { role: 'unhide' as const },
              { type: 'separator' as const },
              { role: 'quit' as const },
            ],
          },
        ]
      : []),
    {
      label: texts.file,
      submenu: [
        to(texts.importFiles, '/import', 'CmdOrCtrl+O'),
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu', label: texts.edit },
    {
      label: texts.go,
      submenu: [
        ...(['watchlists', 'instrument', 'training', 'backtests', 'models', 'reports', 'data', 'alerts'] as const).map(
          (view, i) => to(texts[view], `/${view}`, `CmdOrCtrl+${i + 1}`),
        ),
        { type: 'separator' },
        to(texts.settings, '/settings', 'CmdOrCtrl+,'),
      ],
    },
    {
      label: texts.view,
      submenu: [
        // A reload takes the same way as a new window; tools for developers are not for the installed application.
        { role: 'reload' },
        ...(isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu', label: texts.window },
    {
      role: 'help',
      label: texts.help,
      submenu: [{ label: texts.showLog, click: showLog }],
    },
  ];
}

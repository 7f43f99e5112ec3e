import { AppError } from '#contract/errors.ts';
import type { Shell } from '../host.ts';
import { detectPlatform } from './detect-platform.ts';
import { saveFromEngine } from './save-from-engine.ts';
import { saveInPage } from './save-in-page.ts';
import { sendFile } from './send-file.ts';

/** What a browser's tab can do for the user. */
export function createBrowserShell(): Shell {
  const canNotify = 'Notification' in globalThis;
  return {
    can: {
      pickFiles: false,
      pickFolder: false,
      showInFolder: false,
      notify: canNotify,
      announceAlerts: false,
      keepAwake: false,
      openExternal: true,
    },
    platform: detectPlatform(),
    pickFiles: () => Promise.reject(cannot('show a dialog for files')),
    pickFolder: () => Promise.reject(cannot('show a dialog for folders')),
    pathsOf: (files) => Promise.all(files.map(sendFile)),
    saveFile: saveInPage,
    saveFromEngine,
    showInFolder: () => Promise.reject(cannot('show files in their folder')),
    async mayNotify({ ask }) {
      if (!canNotify) return 'no';
      if (Notification.permission === 'default' && ask) await Notification.requestPermission();
      return ({ granted: 'yes', denied: 'no', default: 'unsaid' } as const)[Notification.permission];
    },
    notify({ title, body, route }) {
      if (!canNotify) return Promise.reject(cannot('notify'));
      if (Notification.permission !== 'granted') return Promise.resolve();
      // Each tab says it; one tag makes one notification of them.
      const notification = new Notification(title, { body, tag: `${title} ${body}` });
      notification.addEventListener('click', () => {
        window.focus();
        for (const listener of routeListeners) listener(route);
      });
      return Promise.resolve();
    },
    openExternal(url) {
      if (new URL(url).protocol !== 'https:') return Promise.reject(cannot('open what is no https address'));
      window.open(url, '_blank', 'noopener,noreferrer');
      return Promise.resolve();
    },
    onNavigate(listener) {
      routeListeners.add(listener);
      return () => routeListeners.delete(listener);
    },
    // A browser opens no files with a page.
    onOpenFiles: () => () => undefined,
  };
}

const routeListeners = new Set<(route: string) => void>();

function cannot(what: string): AppError {
  return new AppError('shell/cannot', `A browser's tab cannot ${what}.`, 'Ask shell.can before.');
}

import type { ContractRouterClient } from '@orpc/contract';
import type { shellContract } from '#contract/shell.ts';
import type { Shell } from '../host.ts';
import './bridge.ts';
import { detectPlatform } from './detect-platform.ts';
import { saveFromEngine } from './save-from-engine.ts';
import { saveInPage } from './save-in-page.ts';
import { sendFile } from './send-file.ts';

/** What Electron's window can do for the user, by its main process. */
export function createElectronShell(shell: ContractRouterClient<typeof shellContract>['shell']): Shell {
  return {
    can: {
      pickFiles: true,
      pickFolder: true,
      showInFolder: true,
      notify: true,
      announceAlerts: true,
      keepAwake: true,
      openExternal: true,
    },
    platform: detectPlatform(),
    pickFiles: ({ filters }) =>
      shell.pickFiles({ filters: filters.map(({ name, extensions }) => ({ name, extensions: [...extensions] })) }),
    pickFolder: () => shell.pickFolder(),
    // What was pasted lies nowhere: it is kept in the inbox.
    pathsOf: (files) => Promise.all(files.map(async (file) => window.almanac.pathOf(file) || (await sendFile(file)))),
    saveFile: saveInPage,
    saveFromEngine,
    async showInFolder(path) {
      await shell.showInFolder({ path });
    },
    // The system asks on its own where it wants to know.
    mayNotify: () => Promise.resolve('yes'),
    async notify(options) {
      await shell.notify(options);
    },
    async openExternal(url) {
      await shell.openExternal({ url });
    },
    onNavigate: (listener) => follow((signal) => shell.routes(undefined, { signal }), listener),
    onOpenFiles: (listener) => follow((signal) => shell.openedFiles(undefined, { signal }), listener),
  };
}

/** Calls back on each event until the function that it gives is called. */
function follow<T>(open: (signal: AbortSignal) => Promise<AsyncIterable<T>>, listener: (event: T) => void): () => void {
  const ending = new AbortController();
  const run = async (): Promise<void> => {
    for await (const event of await open(ending.signal)) listener(event);
  };
  run().catch((error: unknown) => {
    if (!ending.signal.aborted) reportError(error);
  });
  return () => {
    ending.abort();
  };
}

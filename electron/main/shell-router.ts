import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { implement } from '@orpc/server';
import { dialog, Notification, shell, type BrowserWindow } from 'electron';
import { AppError } from '#contract/errors.ts';
import { shellContract } from '#contract/shell.ts';
import type { Notices } from './notices.ts';
import { isAllowedOutside } from './open-external.ts';

export interface ShellContext {
  /** The window that is there; null on a Mac whose user has closed it. */
  findWindow(): BrowserWindow | null;
  readonly routes: Notices<string>;
  readonly openedFiles: Notices<readonly string[]>;
}

const { shell: api } = implement(shellContract).$context<ShellContext>();

/** What the shell does for the page. Inputs have been checked against contract/shell.ts. */
export const shellRouter = {
  shell: {
    pickFiles: api.pickFiles.handler(async ({ input, context }) => {
      const window = context.findWindow();
      if (window === null) return [];
      const { filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openFile', 'multiSelections'],
        filters: input.filters,
      });
      return filePaths;
    }),

    pickFolder: api.pickFolder.handler(async ({ context }) => {
      const window = context.findWindow();
      if (window === null) return null;
      const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] });
      return filePaths[0] ?? null;
    }),

    showInFolder: api.showInFolder.handler(({ input: { path } }) => {
      if (!isAbsolute(path) || !existsSync(path)) {
        throw new AppError(
          'shell/no-file',
          `${path} is not there.`,
          'It may have been moved; look for it by its name.',
        );
      }
      shell.showItemInFolder(path);
    }),

    notify: api.notify.handler(({ input: { title, body, route }, context }) => {
      const notification = new Notification({ title, body });
      notification.on('click', () => {
        context.routes.put(route);
        context.findWindow()?.show();
      });
      notification.show();
    }),

    openExternal: api.openExternal.handler(async ({ input: { url } }) => {
      if (!isAllowedOutside(url)) {
        throw new AppError('shell/not-allowed', `Almanac does not open ${url}.`, 'Copy the address into your browser.');
      }
      await shell.openExternal(url);
    }),

    routes: api.routes.handler(({ context, signal }) => context.routes.take(signal)),

    openedFiles: api.openedFiles.handler(({ context, signal }) => context.openedFiles.take(signal)),
  },
};

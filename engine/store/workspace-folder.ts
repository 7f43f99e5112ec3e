import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';

/**
 * Where the workspace lies: the folder asked for, else ALMANAC_WORKSPACE, else the place that the
 * operating system keeps for application data. Errors: input/invalid where the folder asked for has no name.
 */
export function findWorkspaceFolder(requested: string | undefined, env: NodeJS.ProcessEnv = process.env): string {
  if (requested !== undefined) {
    // resolve('') is the current directory, which nobody asked for.
    if (requested.trim() !== '') return resolve(requested);
    throw new AppError(
      'input/invalid',
      'The workspace folder was expected to have a name; found an empty one, as an unset variable of the shell gives.',
      'Name the folder, such as --workspace ~/almanac, or leave --workspace out; "--workspace ." is the current folder.',
    );
  }
  if (env.ALMANAC_WORKSPACE) return resolve(env.ALMANAC_WORKSPACE);
  switch (process.platform) {
    case 'win32':
      return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Almanac');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Almanac');
    default:
      return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'almanac');
  }
}

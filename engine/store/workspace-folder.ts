import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where the workspace lies: the folder asked for, else ALMANAC_WORKSPACE, else the place that the
 * operating system keeps for application data.
 */
export function findWorkspaceFolder(requested: string | undefined, env: NodeJS.ProcessEnv = process.env): string {
  if (requested !== undefined) return resolve(requested);
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

import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findWorkspaceFolder } from './workspace-folder.ts';

function onPlatform(platform: NodeJS.Platform): void {
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform);
}

describe('findWorkspaceFolder', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('takes the folder asked for, then ALMANAC_WORKSPACE, and makes them absolute', () => {
    const env = { ALMANAC_WORKSPACE: 'from-env' };
    expect(findWorkspaceFolder('asked', env)).toBe(resolve('asked'));
    expect(findWorkspaceFolder(undefined, env)).toBe(resolve('from-env'));
    expect(isAbsolute(findWorkspaceFolder(undefined, env))).toBe(true);
  });

  it.each(['', ' '])('refuses a folder without a name (%j) instead of taking the current one', (requested) => {
    expect(() => findWorkspaceFolder(requested, {})).toThrow(expect.objectContaining({ code: 'input/invalid' }));
  });

  it('takes the place of application data otherwise', () => {
    onPlatform('linux');
    expect(findWorkspaceFolder(undefined, {})).toBe(join(homedir(), '.local', 'share', 'almanac'));
    expect(findWorkspaceFolder(undefined, { XDG_DATA_HOME: '/data' })).toBe(join('/data', 'almanac'));
    // An empty variable is an unset one.
    expect(findWorkspaceFolder(undefined, { ALMANAC_WORKSPACE: '', XDG_DATA_HOME: '/data' })).toBe('/data/almanac');
    onPlatform('darwin');
    expect(findWorkspaceFolder(undefined, {})).toBe(join(homedir(), 'Library', 'Application Support', 'Almanac'));
    onPlatform('win32');
    expect(findWorkspaceFolder(undefined, { APPDATA: '/roaming' })).toBe(join('/roaming', 'Almanac'));
    expect(findWorkspaceFolder(undefined, {})).toBe(join(homedir(), 'AppData', 'Roaming', 'Almanac'));
  });
});

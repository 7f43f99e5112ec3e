import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chooseHost, type Machine } from './choose-host.ts';

let electronFolder: string;
let machine: Machine;

beforeEach(() => {
  electronFolder = mkdtempSync(join(tmpdir(), 'almanac-electron-'));
  mkdirSync(join(electronFolder, 'dist'));
  writeFileSync(join(electronFolder, 'path.txt'), 'electron');
  writeFileSync(join(electronFolder, 'dist', 'electron'), '');
  machine = { platform: 'linux', env: { DISPLAY: ':0' }, isRoot: false, electronFolder };
});
afterEach(() => {
  rmSync(electronFolder, { recursive: true });
});

it('opens a window where Electron and a display are there', () => {
  expect(chooseHost([], machine)).toMatchObject({ host: 'electron', binary: join(electronFolder, 'dist', 'electron') });
  expect(chooseHost([], { ...machine, platform: 'darwin', env: {} })).toMatchObject({ host: 'electron' });
});

it.each<[string, string[], Partial<Machine>]>([
  ['--browser', ['--browser'], {}],
  ['--port', ['--port', '8477'], {}],
  ['display', [], { env: {} }],
  ['root', [], { isRoot: true }],
  ['binary', [], { electronFolder: '/nowhere' }],
])('opens the browser, and says why: %s', (word, args, other) => {
  const chosen = chooseHost(args, { ...machine, ...other });
  expect(chosen.host).toBe('browser');
  expect(chosen.reason).toContain(word);
});

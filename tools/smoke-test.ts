/**
 * Starts what `npm run package` packed for this platform, on a workspace of its own, and waits until its engine has made
 * that workspace. Ends with 1 where that does not happen.
 */
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const LONGEST_MS = 60_000;

const [binary] = globSync(
  [
    'dist/installers/linux-unpacked/almanac',
    'dist/installers/mac*/Almanac.app/Contents/MacOS/Almanac',
    'dist/installers/win-unpacked/Almanac.exe',
  ],
  { cwd: join(import.meta.dirname, '..') },
);
if (binary === undefined) {
  process.stderr.write('Nothing was packed: run "npm run package" first.\n');
  process.exit(1);
}
const workspaceFolder = mkdtempSync(join(tmpdir(), 'almanac-smoke-'));
const child = spawn(join(import.meta.dirname, '..', binary), process.platform === 'linux' ? ['--no-sandbox'] : [], {
  stdio: 'inherit',
  env: { ...process.env, ALMANAC_WORKSPACE: workspaceFolder },
});
const endAt = Date.now() + LONGEST_MS;
const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
const isReady = (): boolean => existsSync(join(workspaceFolder, 'almanac.db'));
while (!isReady() && isRunning() && Date.now() < endAt) await wait(250);
const isWell = isReady() && isRunning();
child.kill();
process.stdout.write(isWell ? `${binary} works\n` : `${binary} did not start its engine\n`);
process.exit(isWell ? 0 : 1);

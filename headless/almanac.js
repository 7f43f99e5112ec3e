#!/usr/bin/env node
// Starts Almanac on a Node that can run it. The one this script was started with may be too old for the
// database and for running TypeScript; the right one comes with the project's own packages. Plain
// JavaScript without recent syntax, so that an old Node gets as far as saying what is wrong.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

const [major, minor] = process.versions.node.split('.').map(Number);
const runsTypeScript = major > 24 || (major === 24 && minor >= 12);
const bundled = join(here, '..', 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (runsTypeScript) {
  // Keeps compiled code between runs, which saves a third of the time to start.
  module.enableCompileCache();
  await import(pathToFileURL(join(here, 'cli.ts')).href);
} else if (existsSync(bundled)) {
  const child = spawn(bundled, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // Ctrl-C in a terminal reaches both processes, a signal from elsewhere only this one: it is always passed on,
  // and the other takes two at once for one.
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    process.stderr.write(`Almanac's own Node cannot be started: ${error.message}\nRun "npm ci" again.\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
} else {
  process.stderr.write(
    `Almanac needs Node 24.12 or newer; this is Node ${process.versions.node}.\n` +
      'Run "npm ci" in the project folder: it brings the right one along.\n',
  );
  process.exitCode = 1;
}

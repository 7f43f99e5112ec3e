/**
 * `npm start`: builds what is older than its sources and starts the application: in a window of Electron, or in the
 * browser. Arguments after `--` go to it: `npm start -- --browser`, `npm start -- --no-open --port 8477`.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildRenderer, isRendererStale } from './build-renderer.ts';
import { chooseHost } from './choose-host.ts';

const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const chosen = chooseHost(args, {
  platform: process.platform,
  env: process.env,
  isRoot: process.getuid?.() === 0,
  electronFolder: join(root, 'node_modules', 'electron'),
});
process.stderr.write(`${chosen.reason}\n`);

if (chosen.host === 'electron') {
  const { buildApp } = await import('./build-app.ts');
  await buildApp();
  run(chosen.binary, [join(root, 'dist', 'app', 'electron', 'main', 'main.js'), ...args]);
} else {
  if (isRendererStale()) {
    process.stderr.write('Building the application…\n');
    await buildRenderer();
  }
  const own = args.filter((arg) => arg !== '--browser');
  run(process.execPath, [join(root, 'headless', 'almanac.js'), 'app', ...own]);
}

/** Runs the application; this process ends as it does. */
function run(command: string, commandArgs: readonly string[]): void {
  const child = spawn(command, commandArgs, { stdio: 'inherit' });
  // Ctrl-C reaches both; this one waits for the other to end in order.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}

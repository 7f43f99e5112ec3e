/**
 * `npm start`: builds the renderer where its sources are newer than what was built, and starts the application.
 * Arguments after `--` go to it: `npm start -- --no-open --port 8477`.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildRenderer, isRendererStale } from './build-renderer.ts';

const root = join(import.meta.dirname, '..');

if (isRendererStale()) {
  process.stderr.write('Building the application…\n');
  await buildRenderer();
}
const child = spawn(process.execPath, [join(root, 'headless', 'almanac.js'), 'app', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl-C reaches both; this one waits for the other to end in order.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
});

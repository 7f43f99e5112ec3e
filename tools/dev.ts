/**
 * `npm run dev`: the renderer from Vite, which shows changes of its sources at once, on the engine of the web host.
 * Arguments after `--` are those of `almanac app`, such as --workspace.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { createServer, type ProxyOptions } from 'vite';
import { buildRenderer } from './build-renderer.ts';

const root = join(import.meta.dirname, '..');
// The host does not start without a renderer, though its own is not looked at here.
if (!existsSync(join(root, 'dist', 'renderer'))) await buildRenderer();
const host = spawn(
  process.execPath,
  [join(root, 'headless', 'almanac.js'), 'app', '--no-open', '--json', ...process.argv.slice(2)],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
host.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => host.kill(signal));

const [line] = (await once(createInterface(host.stdout), 'line')) as [string];
const { link } = v.parse(v.object({ link: v.string() }), JSON.parse(line));
const { origin } = new URL(link);
const response = await fetch(link, { redirect: 'manual' });
const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';

// The host takes Vite for its own page: everything that comes through here bears its cookie and its origin.
const proxy: ProxyOptions = {
  target: origin,
  ws: true,
  headers: { cookie, origin, host: new URL(origin).host, 'sec-fetch-site': 'same-origin' },
};
const server = await createServer({
  configFile: join(root, 'vite.config.js'),
  server: { host: '127.0.0.1', proxy: { '/engine': proxy, '/data': proxy, '/files': proxy } },
});
await server.listen();
server.printUrls();

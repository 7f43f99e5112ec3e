import { join } from 'node:path';
import { createServer } from 'vite';

const root = join(import.meta.dirname, '..', '..');

/** The renderer on the double of its host (renderer/double), from its sources. */
export async function serveDouble(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = await createServer({
    configFile: join(root, 'vite.config.js'),
    // The page is known before anyone asks for it, so that no reload comes in the middle of a test.
    optimizeDeps: { entries: ['double/index.html'] },
    server: { host: '127.0.0.1', port: 0, strictPort: false, hmr: false, watch: null },
    logLevel: 'error',
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server of the double has no address.');
  return { url: `http://127.0.0.1:${address.port}/double/index.html`, close: () => server.close() };
}

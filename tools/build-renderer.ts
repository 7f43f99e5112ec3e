import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Builds dist/renderer. */
export async function buildRenderer(): Promise<void> {
  // Vite is large, and most starts build nothing.
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.js'), logLevel: 'warn' });
}

/** Whether a source of the renderer is newer than what was built of it, or nothing was built. */
export function isRendererStale(): boolean {
  const builtAt = statSync(join(root, 'dist', 'renderer', 'index.html'), { throwIfNoEntry: false })?.mtimeMs;
  if (builtAt === undefined) return true;
  const sources = globSync(
    ['{renderer,contract}/**/*', 'resources/{fonts,icons}/*', 'vite.config.js', 'package-lock.json'],
    {
      cwd: root,
    },
  );
  return sources.some((source) => statSync(join(root, source)).mtimeMs > builtAt);
}

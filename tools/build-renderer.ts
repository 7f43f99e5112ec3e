import { join } from 'node:path';
import { build } from 'vite';

/** Builds dist/renderer. */
export async function buildRenderer(): Promise<void> {
  await build({ configFile: join(import.meta.dirname, '..', 'vite.config.js'), logLevel: 'warn' });
}

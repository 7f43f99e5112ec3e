import { join } from 'node:path';

/** What vitest's set-up builds before tests of the app; see vitest.config.js. */
export const rendererFolder = join(import.meta.dirname, '..', '..', 'dist', 'renderer');

/** The entry of the application: where its parts lie once it was built, beside this file. */
import { join } from 'node:path';
import { runApp } from './run-app.ts';

await runApp({
  rendererFolder: join(import.meta.dirname, '../../../renderer'),
  preloadPath: join(import.meta.dirname, '../preload/preload.cjs'),
  enginePath: join(import.meta.dirname, '../../engine/process/main.js'),
});

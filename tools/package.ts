/** `npm run package`: builds the application and its installers for this platform; needs the binary of Electron. */
import { build } from 'electron-builder';
import { buildApp } from './build-app.ts';

await buildApp();
await build({ publish: 'never' });

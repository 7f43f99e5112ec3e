import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const shared = {
  // A worker thread cannot host a second TensorFlow.js or a native core that is being unloaded: fork.
  pool: 'forks',
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'code',
          include: ['{contract,engine,headless,electron,renderer,tests,bench,tools}/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'tests/app/**'],
        },
      },
      {
        // Importing the real one would download its binary; types are those of the real one.
        resolve: { alias: { electron: join(import.meta.dirname, 'tests/app/electron-double/electron.ts') } },
        test: {
          ...shared,
          name: 'app',
          include: ['tests/app/**/*.test.ts'],
          globalSetup: 'tests/app/build.setup.ts',
          // A page on a busy machine takes its time; what never comes fails all the same.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});

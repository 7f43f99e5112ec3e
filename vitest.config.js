import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contract,engine,headless,renderer,tests,bench,tools}/**/*.test.ts'],
    // A worker thread cannot host a second TensorFlow.js or a native core that is being unloaded: fork.
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** Builds the renderer: one page for each host, the rest shared. Nothing inline, so that the strict CSP holds. */
export default defineConfig({
  root: join(import.meta.dirname, 'renderer'),
  plugins: [vue()],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  build: {
    outDir: join(import.meta.dirname, 'dist/renderer'),
    emptyOutDir: true,
    target: 'es2024',
    // No data: addresses in style sheets and no inlined preload script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        browser: join(import.meta.dirname, 'renderer/index.html'),
        electron: join(import.meta.dirname, 'renderer/electron.html'),
      },
    },
  },
});

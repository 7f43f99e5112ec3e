/**
 * Builds dist/app, what Electron runs: contract, engine and electron/main with their types stripped, file by file, the
 * preload as one CommonJS file (a sandboxed preload can import nothing), and what the engine reads beside its code.
 */
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { findNativeCore, nativeCorePlaces } from '#engine/training/native/find-native-core.ts';
import { buildRenderer } from './build-renderer.ts';

const root = join(import.meta.dirname, '..');
const app = join(root, 'dist', 'app');

/** Builds dist/renderer and dist/app. */
export async function buildApp(): Promise<void> {
  rmSync(app, { recursive: true, force: true });
  for (const file of globSync('{contract,engine,electron/main}/**/*.ts', { cwd: root })) {
    if (/\.(test|test-data|d)\.ts$/.test(file)) continue;
    write(file.replace(/\.ts$/, '.js'), nameStripped(stripTypeScriptTypes(readFileSync(join(root, file), 'utf8'))));
  }
  const { version, type } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
  const imports = { '#contract/*': './contract/*', '#engine/*': './engine/*' };
  write('package.json', JSON.stringify({ name: 'almanac-app', version, type, imports }, null, 2));
  for (const folder of ['engine/store/migrations', 'ml-models/presets', 'resources']) copy(folder);
  const core = findNativeCore(root, process.env);
  if (core !== null) cpSync(core, nativeCorePlaces(app).prebuilt);
  await buildPreload();
  await buildRenderer();
}

/** Builds dist/app/electron/preload/preload.cjs. */
export async function buildPreload(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: join(app, 'electron', 'preload'),
      emptyOutDir: false,
      minify: false,
      lib: { entry: join(root, 'electron', 'preload', 'preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
      rolldownOptions: { external: ['electron'] },
    },
  });
}

/** Files that the code names, in imports, URLs and paths, have another extension now. */
function nameStripped(code: string): string {
  return code.replace(/(['"])([\w#@./-]+)\.ts\1/g, '$1$2.js$1');
}

function write(file: string, text: string): void {
  const path = join(app, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function copy(name: string): void {
  cpSync(join(root, name), join(app, name), { recursive: true });
}

if (import.meta.main) await buildApp();

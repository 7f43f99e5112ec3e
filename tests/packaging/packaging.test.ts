import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Where Electron keeps its fuses: a sentinel, the version of the wire, its length, and a character for each fuse. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = 9;

const ADDON = `dist/app/prebuilds/linux-${process.arch}/almanac_native.node`;

/**
 * What is packed, seen by packing the application around a stub of Electron's binary, for Linux. What is built is stood in
 * for by small files; packages are the real ones.
 */
describe.skipIf(process.platform !== 'linux')('the packed application', () => {
  let folder: string;
  let files: string[];
  let unpacked: string;
  let resources: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'almanac-package-'));
    const electronDist = join(folder, 'electron');
    mkdirSync(join(electronDist, 'resources'), { recursive: true });
    for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) writeFileSync(join(electronDist, name), '');
    const wire = Buffer.from([1, FUSES, ...Buffer.from('0'.repeat(FUSES))]);
    writeFileSync(join(electronDist, 'electron'), Buffer.concat([Buffer.from(SENTINEL), wire]));
    chmodSync(join(electronDist, 'electron'), 0o755);

    const project = join(folder, 'project');
    for (const file of ['dist/app/engine/process/main.js', 'dist/app/electron/main/main.js', 'dist/app/package.json']) {
      mkdirSync(join(project, file, '..'), { recursive: true });
      writeFileSync(join(project, file), '{}');
    }
    for (const file of ['dist/renderer/electron.html', ADDON, 'secrets.env', 'engine/boot.ts', 'tests/a.test.ts']) {
      mkdirSync(join(project, file, '..'), { recursive: true });
      writeFileSync(join(project, file), 'x');
    }
    for (const file of ['package.json', 'package-lock.json', 'electron-builder.yml'])
      cpSync(join(root, file), join(project, file));
    symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
    await build({
      projectDir: project,
      targets: Platform.LINUX.createTarget('dir'),
      publish: 'never',
      config: {
        extends: join(project, 'electron-builder.yml'),
        electronDist,
        directories: { output: join(folder, 'out') },
      },
    });
    resources = join(folder, 'out', 'linux-unpacked', 'resources');
    files = listPackage(join(resources, 'app.asar'), { isPack: false });
    unpacked = join(resources, 'app.asar.unpacked');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds what was built and what it needs', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/dist/app/electron/main/main.js',
        '/dist/app/engine/process/main.js',
        '/dist/renderer/electron.html',
        '/node_modules/@orpc/server/package.json',
        '/node_modules/valibot/package.json',
        '/node_modules/better-sqlite3/package.json',
        '/node_modules/onnxruntime-node/package.json',
        '/node_modules/echarts/package.json',
      ]),
    );
  });

  it('holds no sources, tests, secrets and nothing that only the build needs', () => {
    const owners = new Set(files.map((file) => file.split('/')[1]));
    expect([...owners].sort()).toEqual(['dist', 'node_modules', 'package.json']);
    const packages = ['cmake-js', 'vue', 'electron', 'vite', 'typescript', 'playwright-core', 'commander'];
    expect(packages.filter((name) => files.includes(`/node_modules/${name}/package.json`))).toEqual([]);
  });

  it('keeps native libraries outside of the archive, and those of this platform alone', () => {
    expect(existsSync(join(unpacked, ADDON))).toBe(true);
    expect(existsSync(join(unpacked, 'node_modules/onnxruntime-node/bin/napi-v6/linux'))).toBe(true);
    const foreign = files.filter((file) => /(napi-v6\/|prebuilds\/)(win32|darwin)/.test(file));
    expect(foreign).toEqual([]);
  });

  it('has its fuses set', () => {
    const binary = readFileSync(join(folder, 'out', 'linux-unpacked', 'almanac'));
    const at = binary.indexOf(SENTINEL) + SENTINEL.length + 2;
    // In Electron's order: RunAsNode, cookie encryption, NODE_OPTIONS, --inspect, asar integrity, asar only, snapshot,
    // privileges of file:.
    expect(binary.subarray(at, at + 8).toString()).toBe('01001100');
  });
});

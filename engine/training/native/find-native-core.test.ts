import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findNativeCore, nativeCorePlaces } from './find-native-core.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'almanac-core-'))));
afterEach(() => {
  rmSync(root, { recursive: true });
});

function place(file: string, modifiedAtSeconds: number): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  utimesSync(file, modifiedAtSeconds, modifiedAtSeconds);
  return file;
}

describe('which native core is loaded', () => {
  it('is none where there is none', () => {
    expect(findNativeCore(root, {})).toBeNull();
  });

  it('is the only one that there is', () => {
    const { built, prebuilt } = nativeCorePlaces(root);
    place(built, 1000);
    expect(findNativeCore(root, {})).toBe(built);
    rmSync(built);
    place(prebuilt, 1000);
    expect(findNativeCore(root, {})).toBe(prebuilt);
    expect(prebuilt).toContain(join('prebuilds', `${process.platform}-${process.arch}`, 'almanac_native.node'));
  });

  it('is the newer of a prebuilt one and one that was built here', () => {
    const { built, prebuilt } = nativeCorePlaces(root);
    place(prebuilt, 2000);
    place(built, 1000);
    expect(findNativeCore(root, {})).toBe(prebuilt);
    place(built, 3000);
    expect(findNativeCore(root, {})).toBe(built);
  });

  it('is the one that is named, or none', () => {
    place(nativeCorePlaces(root).built, 1000);
    const named = place(join(root, 'elsewhere.node'), 1);
    expect(findNativeCore(root, { ALMANAC_NATIVE_CORE: named })).toBe(named);
    expect(findNativeCore(root, { ALMANAC_NATIVE_CORE: join(root, 'missing.node') })).toBeNull();
    expect(findNativeCore(root, { ALMANAC_NATIVE_CORE: '' })).toBe(nativeCorePlaces(root).built);
  });
});

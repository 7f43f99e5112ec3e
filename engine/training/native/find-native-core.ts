import { statSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'almanac_native.node';

/** Where `npm run build:native` leaves the addon, and where a packaged Almanac has the one that was built for it. */
export function nativeCorePlaces(root: string): { readonly built: string; readonly prebuilt: string } {
  return {
    built: join(root, 'native/build/Release', FILE),
    prebuilt: join(root, 'prebuilds', `${process.platform}-${process.arch}`, FILE),
  };
}

/**
 * The addon to load below `root`, or null where there is none. ALMANAC_NATIVE_CORE names one and then no other will do;
 * of the prebuilt one and one that was built here the newer is taken, so that whoever changes the core runs what he built.
 */
export function findNativeCore(root: string, env: NodeJS.ProcessEnv): string | null {
  const named = env.ALMANAC_NATIVE_CORE;
  if (named !== undefined && named !== '') return modifiedAt(named) === null ? null : named;
  const { built, prebuilt } = nativeCorePlaces(root);
  const [builtAt, prebuiltAt] = [modifiedAt(built), modifiedAt(prebuilt)];
  if (prebuiltAt === null) return builtAt === null ? null : built;
  return builtAt !== null && builtAt > prebuiltAt ? built : prebuilt;
}

/** Milliseconds since 1970, or null where there is no such file. */
function modifiedAt(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

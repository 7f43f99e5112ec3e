import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { SystemStatus } from '#contract/api/system.ts';
import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import { recallProvider } from '../inference/choose-provider.ts';
import { listProviders } from '../inference/providers.ts';
import { almanacVersion } from '../kernel/version.ts';
import { readSchemaVersion } from '../store/migrate.ts';
import type { Store } from '../store/open-store.ts';
import { hasNativeCore, loadNativeCore, type NativeCore } from '../training/native/native-core.ts';
import { readNativeSettings } from '../training/native/native-settings.ts';
import { chooseBackend } from '../training/open-backend.ts';

/** What the doctor warns of is simply not there. Errors: training/bad-setting. */
function describeNative(): SystemStatus['native'] {
  if (!hasNativeCore()) return null;
  const core = tryToLoad();
  if (core === null) return null;
  const sets = core.instructionSets();
  const { threads, instructionSet } = readNativeSettings(process.env, sets);
  return {
    version: core.version,
    instructionSet: instructionSet === '' ? (sets[0] ?? '') : instructionSet,
    threads: threads === 0 ? availableParallelism() : threads,
  };
}

function tryToLoad(): NativeCore | null {
  try {
    return loadNativeCore();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** What the engine is and runs on, without trying anything out. Errors: inference/bad-setting. */
export async function describeStatus({ folder, file, database }: Store, startedAt: EpochMs): Promise<SystemStatus> {
  const { rss, heapUsed } = process.memoryUsage();
  const { bavail, bsize } = await statfs(folder);
  return {
    version: almanacVersion,
    workspaceFolder: folder,
    platform: `${process.platform} ${process.arch}`,
    processors: availableParallelism(),
    native: describeNative(),
    backend: chooseBackend(),
    provider: recallProvider(),
    providers: listProviders(),
    startedAt,
    memory: { residentBytes: rss, heapBytes: heapUsed },
    freeBytes: bavail * bsize,
    databaseBytes: statSync(file).size,
    schemaVersion: readSchemaVersion(database.read),
  };
}

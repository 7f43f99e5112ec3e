import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { SystemStatus } from '#contract/api/system.ts';
import type { EpochMs } from '#contract/bars.ts';
import { recallProvider } from '../inference/choose-provider.ts';
import { listProviders } from '../inference/providers.ts';
import { almanacVersion } from '../kernel/version.ts';
import type { Store } from '../store/open-store.ts';
import { chooseBackend } from '../training/open-backend.ts';

/** What the engine is and runs on, without trying anything out. Errors: inference/bad-setting. */
export async function describeStatus({ folder, file }: Store, startedAt: EpochMs): Promise<SystemStatus> {
  const { rss, heapUsed } = process.memoryUsage();
  const { bavail, bsize } = await statfs(folder);
  return {
    version: almanacVersion,
    workspaceFolder: folder,
    platform: `${process.platform} ${process.arch}`,
    processors: availableParallelism(),
    backend: chooseBackend(),
    provider: recallProvider(),
    providers: listProviders(),
    startedAt,
    memory: { residentBytes: rss, heapBytes: heapUsed },
    freeBytes: bavail * bsize,
    databaseBytes: statSync(file).size,
  };
}

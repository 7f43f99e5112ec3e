import type { SystemStatus } from '#contract/api/system.ts';
import type { WorkspaceBackup } from '#contract/api/workspace.ts';
import type { Answers } from './answers.ts';

const FOLDER = '/home/ana/almanac';
const NOW = Date.UTC(2026, 10, 28, 10);

const status: SystemStatus = {
  version: '0.1.0',
  workspaceFolder: FOLDER,
  platform: 'linux x64',
  processors: 8,
  native: { version: '0.1.0', instructionSet: 'avx2', threads: 8 },
  backend: 'native',
  provider: { provider: 'cpu', why: 'There is no other provider on this machine.', bySetting: false },
  providers: ['cpu', 'webgpu'],
  startedAt: NOW - 3_600_000,
  memory: { residentBytes: 1.8e8, heapBytes: 4e7 },
  freeBytes: 5e10,
  databaseBytes: 5e6,
  schemaVersion: 10,
};

/** A machine in order but for its disk, and a workspace that can be backed up and restored. */
export function createSystemDouble(): Pick<Answers, 'system' | 'workspace'> {
  const backup = (at: number): WorkspaceBackup => ({
    file: `${FOLDER}/backups/almanac-schema-10-${new Date(at).toISOString().replaceAll(/[-:]/g, '')}.db`,
    schemaVersion: 10,
    createdAt: at,
    bytes: 4.9e6,
  });
  let backups = [backup(NOW - 26 * 3_600_000)];
  return {
    system: {
      status: () => Promise.resolve(status),
      probeProvider: () =>
        Promise.resolve({ provider: 'cpu', why: 'WebGPU gave other numbers than the CPU.', bySetting: false }),
      doctor: () =>
        Promise.resolve([
          { name: 'Almanac', status: 'ok', found: '0.1.0 on Node 24, 8 processors, 16 GiB', hint: '' },
          {
            name: 'Disk space',
            status: 'warning',
            found: `0.6 GiB free at ${FOLDER}`,
            hint: 'Free some space, or move the workspace with --workspace.',
          },
          { name: 'Workspace', status: 'ok', found: `${FOLDER}/almanac.db is sound; 4 runs so far`, hint: '' },
        ]),
    },
    workspace: {
      backups: () => Promise.resolve(backups),
      backup: () => {
        const made = backup(NOW);
        backups = [made, ...backups];
        return Promise.resolve(made);
      },
      restore: ({ file }) =>
        Promise.resolve({
          backup: backups.find((each) => each.file === file) ?? backup(NOW),
          setAside: `${FOLDER}/almanac.db.before-restore`,
        }),
    },
  };
}

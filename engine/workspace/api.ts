import type { WorkspaceBackup } from '#contract/api/workspace.ts';
import { api } from '../engine.ts';
import { backUp, listBackups, type BackupFile } from '../store/backup.ts';
import { restoreWorkspace } from '../store/restore.ts';

export const workspaceApi = {
  watch: api.workspace.watch.handler(({ context: { changes }, signal }) => changes.events(signal)),

  backup: api.workspace.backup.handler(({ input: { to }, context: { store, clock } }) =>
    describe(backUp(store.folder, { clock, ...(to !== undefined && { to }) })),
  ),

  backups: api.workspace.backups.handler(({ context: { store } }) => listBackups(store.folder).map(describe)),

  restore: api.workspace.restore.handler(({ input, context: { store, clock, withClosedStore } }) => {
    const { folder } = store;
    const { backup, setAside } = withClosedStore(() => restoreWorkspace(folder, input.file, clock));
    return { backup: describe(backup), setAside };
  }),
};

function describe({ file, schemaVersion, createdAt, bytes }: BackupFile): WorkspaceBackup {
  return { file, schemaVersion, createdAt, bytes };
}

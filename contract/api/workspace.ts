import { eventIterator, oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { EpochMs } from '../bars.ts';
import type { ChangeKind } from '../change.ts';

/** A verified copy of the workspace's database. */
export interface WorkspaceBackup {
  readonly file: string;
  readonly schemaVersion: number;
  readonly createdAt: EpochMs;
  readonly bytes: number;
}

export const workspaceContract = {
  /**
   * What has changed, as it changes, whoever changed it: another window, a job, an import. A listener who comes back
   * after an interruption loads everything again.
   */
  watch: oc.output(eventIterator(type<ChangeKind>())),

  /**
   * Copies the database to one file, its own folder of backups where none is named, and proves the copy. Errors:
   * store/busy, store/damaged, store/backup-exists, store/backup-failed.
   */
  backup: oc.input(v.strictObject({ to: v.optional(v.string()) })).output(type<WorkspaceBackup>()),

  /** The backups in the workspace's own folder, newest first. */
  backups: oc.output(type<WorkspaceBackup[]>()),

  /**
   * Puts a backup, a file or 'latest', in the place of the database, which is set aside. Calls that are under way fail;
   * jobs that were running are those of the backup from then on. Errors: store/no-backup, store/backup-damaged,
   * store/newer-schema, store/busy, store/restore-failed.
   */
  restore: oc
    .input(v.strictObject({ file: v.string() }))
    .output(type<{ backup: WorkspaceBackup; setAside: string | null }>()),
};

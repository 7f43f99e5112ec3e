import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#contract/errors.ts';
import { systemClock, type Clock } from '../kernel/clock.ts';
import { copyDatabase, listBackups, verifyBackup, type BackupInfo } from './backup.ts';
import { listMigrations } from './migrate.ts';
import { replaceDatabase } from './replace-database.ts';

export interface RestoreReport {
  readonly backup: BackupInfo;
  /** The folder into which the database from before was set aside; null where there was none. */
  readonly setAside: string | null;
}

/**
 * Puts a backup, a file or 'latest', the newest of the workspace's own, in the place of the present database, which is set
 * aside. The backup, with the log that may lie beside it, stays as it is; its schema is brought up to date when the
 * workspace is opened next.
 * Errors: store/no-backup, store/backup-damaged, store/newer-schema, store/busy, store/restore-failed.
 */
export function restoreWorkspace(folder: string, backupFile: string, clock: Clock = systemClock): RestoreReport {
  const backup = verifyBackup(backupFile === 'latest' ? findLatest(folder) : resolve(backupFile));
  const latest = listMigrations().length;
  if (backup.schemaVersion > latest) {
    throw new AppError(
      'store/newer-schema',
      `The backup ${backup.file} has schema version ${backup.schemaVersion}; this Almanac knows versions up to ${latest}.`,
      'Restore it with the newer Almanac that wrote it, or choose another backup.',
    );
  }
  const { setAside } = replaceDatabase(
    folder,
    (_, target) => {
      // Through a connection and not byte for byte: what was acknowledged may lie in a log beside the file.
      const { rows } = copyDatabase(backup.file, target);
      if (!isDeepStrictEqual(rows, backup.rows)) throw new Error(`${backup.file} has changed in the meantime`);
    },
    clock,
  );
  return { backup, setAside };
}

function findLatest(folder: string): string {
  const [latest] = listBackups(folder);
  if (latest) return latest.file;
  throw new AppError(
    'store/no-backup',
    `The workspace ${folder} has no backup in ${join(folder, 'backups')}.`,
    'Name a backup file: "almanac restore <file>"; or use "almanac restore --salvage" to keep what can still be read.',
  );
}

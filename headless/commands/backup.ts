import type { Command } from 'commander';
import { backUp, findWorkspaceFolder } from '#engine/boot.ts';
import { describeCommand, type SharedOptions } from '../command.ts';
import { formatCount } from '../terminal/format.ts';
import { printJson, printResult } from '../terminal/output.ts';

interface BackupOptions extends SharedOptions {
  readonly to?: string;
}

export function addBackupCommand(program: Command): void {
  const command = program
    .command('backup')
    .description('copy the whole workspace into one file, and prove the copy')
    .option('--to <file>', 'the backup file (default: a new one in the folder backups of the workspace)');
  describeCommand(command, 'almanac backup\nalmanac backup --to /media/disk/almanac.db').action(
    (options: BackupOptions) => {
      const folder = findWorkspaceFolder(options.workspace);
      const backup = backUp(folder, options.to === undefined ? {} : { to: options.to });
      if (options.json === true) printJson(backup);
      else {
        const { instruments = 0, snapshots = 0, forecasts = 0 } = backup.rows;
        printResult(
          `${backup.file} (${formatCount(backup.bytes)} bytes): ${formatCount(instruments)} instruments, ` +
            `${formatCount(snapshots)} snapshots, ${formatCount(forecasts)} forecasts`,
        );
      }
    },
  );
}

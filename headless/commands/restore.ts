import type { Command } from 'commander';
import { AppError } from '#contract/errors.ts';
import { findWorkspaceFolder, restoreWorkspace, salvage } from '#engine/boot.ts';
import { describeCommand, type SharedOptions } from '../command.ts';
import { formatCount } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { renderTable } from '../terminal/table.ts';

interface RestoreOptions extends SharedOptions {
  readonly salvage?: boolean;
}

export function addRestoreCommand(program: Command): void {
  const command = program
    .command('restore')
    .description('put a backup in the place of the database, or keep what can still be read of a damaged one')
    .argument('[backup]', "the backup file (default: the latest in the workspace's folder backups)")
    .option('--salvage', 'make a new database of what can still be read of the damaged one');
  describeCommand(command, 'almanac restore\nalmanac restore /media/disk/almanac.db\nalmanac restore --salvage').action(
    (backup: string | undefined, options: RestoreOptions) => {
      if (backup !== undefined && options.salvage === true) {
        throw new AppError(
          'input/invalid',
          'A backup and --salvage were both given; the database can be replaced by one of them.',
          'Leave out the backup, or --salvage.',
        );
      }
      const folder = findWorkspaceFolder(options.workspace);
      if (options.salvage === true) printSalvage(folder, options);
      else printRestore(folder, backup ?? 'latest', options);
    },
  );
}

function printRestore(folder: string, file: string, { json }: SharedOptions): void {
  const report = restoreWorkspace(folder, file);
  if (json === true) {
    printJson(report);
    return;
  }
  const { backup, setAside } = report;
  printResult(
    `Restored ${backup.file}, made ${new Date(backup.createdAt).toISOString().slice(0, 16).replace('T', ' ')} UTC: ` +
      `${formatCount(backup.rows.instruments ?? 0)} instruments, ${formatCount(backup.rows.forecasts ?? 0)} forecasts`,
  );
  printSetAside(setAside);
}

function printSalvage(folder: string, { json }: SharedOptions): void {
  const report = salvage(folder);
  if (json === true) {
    printJson(report);
    return;
  }
  const rows = Object.entries(report.counts).map(([name, { kept, lost }]) => [
    name,
    formatCount(kept),
    lost === null ? 'unknown' : formatCount(lost),
  ]);
  printResult(renderTable(['', 'Kept', 'Lost'], rows, [1, 2]));
  if (!report.withLog)
    printNote('The write-ahead log beside the database was not used: more could be read without it.');
  printSetAside(report.setAside);
}

function printSetAside(folder: string | null): void {
  if (folder !== null) printNote(`The database from before was set aside in ${folder}.`);
}

import type { Command } from 'commander';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { formatCount } from '../terminal/format.ts';
import { printJson, printResult } from '../terminal/output.ts';
import { renderTable } from '../terminal/table.ts';

export function addFeaturesCommand(program: Command): void {
  const command = program
    .command('features')
    .description('list what a model can look at: every kind of feature that a spec can name, with its parameters');
  describeCommand(command, 'almanac features').action(async (options: SharedOptions) => {
    await withEngine(options, async ({ client, json }) => {
      const kinds = await client.features.list();
      if (json) {
        printJson(kinds);
        return;
      }
      const columns = kinds.reduce((sum, kind) => sum + kind.columns.length, 0);
      printResult(
        `${renderTable(
          ['Group', 'Feature', 'Columns', 'Parameters', 'Reads', 'Warm-up'],
          kinds.map((kind) => [
            kind.group,
            kind.kind,
            kind.columns.length === 1 ? '-' : kind.columns.join(', '),
            Object.entries(kind.parameters)
              .map(([name, parameter]) => `${name} ${parameter.default}`)
              .join(', ') || '-',
            kind.needs,
            formatCount(kind.warmupBars),
          ]),
          [5],
        )}\n\n${kinds.length} features of ${columns} columns.`,
      );
    });
  });
}

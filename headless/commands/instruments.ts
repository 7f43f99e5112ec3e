import type { Command } from 'commander';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { formatCount, formatDate, formatPrice } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { renderTable } from '../terminal/table.ts';

export function addInstrumentsCommand(program: Command): void {
  const command = program.command('instruments').description('list the instruments of the workspace');
  describeCommand(command, 'almanac instruments').action(async (options: SharedOptions) => {
    await withEngine(options, async ({ client, json, workspaceFolder }) => {
      const instruments = await client.marketData.instruments();
      if (json) {
        printJson(instruments);
      } else if (instruments.length === 0) {
        printNote(`The workspace ${workspaceFolder} is empty. Import price files with "almanac import <files>".`);
      } else {
        printResult(
          renderTable(
            ['Symbol', 'Bars of', 'Bars', 'From', 'To', 'Last close', 'Prices', 'Findings', 'Series', ''],
            instruments.map((i) => [
              i.symbol,
              i.timeframe,
              formatCount(i.bars),
              formatDate(i.from),
              formatDate(i.to),
              `${formatPrice(i.lastClose)} ${i.currency === 'XXX' ? '' : i.currency}`,
              i.adjustment,
              [i.quality.red > 0 ? `${i.quality.red} red` : '', i.quality.amber > 0 ? `${i.quality.amber} amber` : '']
                .filter((text) => text !== '')
                .join(', ') || '-',
              i.series.join(', ') || '-',
              i.simulated ? 'SIMULATED' : '',
            ]),
            [2, 5],
          ),
        );
      }
    });
  });
}

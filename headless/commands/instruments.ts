import type { Command } from 'commander';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { formatCount, formatDate, formatPrice } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { renderTable } from '../terminal/table.ts';

interface InstrumentsOptions extends SharedOptions {
  readonly remove?: string;
  readonly bringBack?: string;
}

export function addInstrumentsCommand(program: Command): void {
  const command = program
    .command('instruments')
    .description('list the instruments of the workspace, remove one, or bring it back')
    .option('--remove <symbol>', 'take an instrument out of sight; nothing of it is deleted')
    .option('--bring-back <symbol>', 'undo --remove');
  describeCommand(command, 'almanac instruments').action(async (options: InstrumentsOptions) => {
    await withEngine(options, async ({ client, json, workspaceFolder }) => {
      if (options.remove !== undefined) {
        await client.marketData.remove({ symbol: options.remove });
        printNote(`${options.remove} is removed. Undo: almanac instruments --bring-back ${options.remove}`);
      }
      if (options.bringBack !== undefined) await client.marketData.bringBack({ symbol: options.bringBack });
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

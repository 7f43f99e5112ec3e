import type { Command } from 'commander';
import type { QualityReport } from '#contract/api/market-data.ts';
import { priceStates, timeframes, type Timeframe } from '#contract/bars.ts';
import { qualityChecks } from '#contract/quality.ts';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { parseSnapshotNumber } from '../parse-option.ts';
import { printFindings } from '../terminal/findings.ts';
import { formatCount, formatDate } from '../terminal/format.ts';
import { printJson, printResult } from '../terminal/output.ts';
import { renderTable } from '../terminal/table.ts';
import { oneOf } from './import.ts';

interface QualityOptions extends SharedOptions {
  readonly timeframe?: Timeframe;
  readonly acknowledge?: true | (typeof qualityChecks)[number];
  readonly repair?: boolean;
  readonly revert?: number;
}

export function addQualityCommand(program: Command): void {
  const command = program
    .command('quality')
    .description('what is known to be wrong with the prices of an instrument, and what was done about it')
    .argument('<symbol>')
    .option('--timeframe <length>', 'bars of this length (default: 1d)', oneOf(...timeframes))
    .option(
      '--acknowledge [check]',
      'accept the red findings as they are, all or those of one check',
      oneOf(...qualityChecks),
    )
    .option('--repair', 'repair what is wrong beyond doubt, as a new snapshot')
    .option('--revert <snapshot>', 'make an earlier snapshot current again', parseSnapshotNumber);
  describeCommand(command, 'almanac quality AAPL\nalmanac quality AAPL --acknowledge').action(
    async (symbol: string, options: QualityOptions) => {
      await withEngine(options, async ({ client, json }) => {
        const history = { symbol, ...(options.timeframe === undefined ? {} : { timeframe: options.timeframe }) };
        if (options.revert !== undefined) await client.marketData.revert({ ...history, snapshot: options.revert });
        if (options.repair === true) await client.marketData.repair(history);
        if (options.acknowledge !== undefined) {
          await client.marketData.acknowledge({
            ...history,
            ...(options.acknowledge === true ? {} : { checks: [options.acknowledge] }),
          });
        }
        const report = await client.marketData.quality(history);
        if (json) printJson(report);
        else printQuality(report);
      });
    },
  );
}

function printQuality({ summary, findings, snapshots }: QualityReport): void {
  const { symbol } = summary;
  printResult(
    `${symbol}: ${formatCount(summary.bars)} bars of ${summary.timeframe}, ${formatDate(summary.from)} to ${formatDate(summary.to)}; ` +
      `prices ${priceStates[summary.adjustment]} (${summary.adjustment}); times in ${summary.timeZone}${summary.stamps === 'day' ? '' : `, stamped with the ${summary.stamps}`}.`,
  );
  if (findings.length === 0) printResult('Nothing was found.');
  printFindings(symbol, findings, { withInfo: true, print: printResult });
  printResult(
    `\n${renderTable(
      ['Snapshot', 'Imported', 'Bars', 'To', 'Changes', 'From file'],
      snapshots.map((s, i) => [
        `${s.id}${i === 0 ? ' (current)' : ''}`,
        new Date(s.createdAt).toISOString().slice(0, 16).replace('T', ' '),
        formatCount(s.bars),
        formatDate(s.to),
        s.repairs.length > 0 && s.changes === null
          ? `${s.repairs.length} repairs`
          : s.changes
            ? `${formatCount(s.changes.added)} added, ${formatCount(s.changes.changed)} changed, ${formatCount(s.changes.removed)} gone`
            : '-',
        s.source,
      ]),
      [2],
    )}`,
  );
  for (const repair of snapshots[0]?.repairs ?? []) printResult(`repaired: ${repair}`);
}

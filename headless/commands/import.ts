import type { Command } from 'commander';
import type { ImportOutcome } from '#contract/api/market-data.ts';
import { AppError } from '#contract/errors.ts';
import { describeCommand, withCancellableEngine, type SharedOptions } from '../command.ts';
import { formatCount, formatDate } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { followJob } from '../terminal/follow-job.ts';
import { ProgressBar } from '../terminal/progress-bar.ts';
import { renderTable } from '../terminal/table.ts';

const SHOWN_REFUSALS = 5;

export function addImportCommand(program: Command): void {
  const command = program
    .command('import')
    .description('import price history from files or folders (Yahoo, Alpha Vantage, stooq; .csv, .csv.gz)')
    .argument('<paths...>', 'files, or folders with .csv and .csv.gz files')
    .option('--replace', 'also take files that lack bars of the history that is there');
  describeCommand(command, 'almanac import ~/prices/AAPL.csv ~/prices/warsaw/').action(
    async (paths: string[], options: SharedOptions & { replace?: boolean }) => {
      await withCancellableEngine(options, async ({ client, json, signal }) => {
        const bar = new ProgressBar();
        const job = await client.marketData.import({ paths, replace: options.replace ?? false }, { signal });
        const { outcomes } = await followJob(job, (progress) => {
          bar.show(progress);
        });
        bar.clear();
        if (json) printJson({ outcomes });
        else printOutcomes(outcomes);
        const refused = outcomes.filter((outcome) => outcome.status === 'refused');
        if (refused.length > 0) {
          throw new AppError(
            'import/refused',
            `${refused.length} of ${outcomes.length} ${outcomes.length === 1 ? 'file was' : 'files were'} not imported.`,
            'The files above tell why; nothing of them was stored.',
          );
        }
      });
    },
  );
}

function printOutcomes(outcomes: readonly ImportOutcome[]): void {
  const imported = outcomes.filter((outcome) => outcome.status !== 'refused');
  if (imported.length > 0) {
    printResult(
      renderTable(
        ['Symbol', 'Format', 'Bars', 'From', 'To', 'Refused rows', 'Result'],
        imported.map((o) => [
          o.symbol,
          o.format,
          formatCount(o.bars),
          formatDate(o.from),
          formatDate(o.to),
          formatCount(o.refusedRows.length),
          o.changes
            ? `new snapshot: ${o.changes.added} added, ${o.changes.changed} changed, ${o.changes.removed} gone`
            : o.status,
        ]),
        [2, 5],
      ),
    );
  }
  for (const outcome of imported) {
    for (const { row, reason } of outcome.refusedRows.slice(0, SHOWN_REFUSALS)) {
      printNote(`${outcome.symbol}, row ${row} refused: ${reason}`);
    }
    const more = outcome.refusedRows.length - SHOWN_REFUSALS;
    if (more > 0) printNote(`${outcome.symbol}: ${formatCount(more)} more refused rows (see --json)`);
  }
  for (const outcome of outcomes) {
    if (outcome.status === 'refused') {
      printNote(`\n${outcome.path}\n  ${outcome.message} [${outcome.code}]\n  ${outcome.hint}`);
    }
  }
}

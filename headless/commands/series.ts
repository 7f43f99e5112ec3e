import { InvalidArgumentError, type Command } from 'commander';
import { revisionBehaviours, type RevisionBehaviour, type SeriesSummary } from '#contract/api/market-data.ts';
import { AppError } from '#contract/errors.ts';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { parseLag } from '../parse-option.ts';
import { formatCount, formatDate, formatPrice } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { renderTable } from '../terminal/table.ts';
import { oneOf } from './import.ts';

const DAY = 86_400_000;

interface SeriesOptions extends SharedOptions {
  readonly name?: string;
  readonly columns?: string;
  readonly date?: string;
  readonly symbol?: string;
  readonly lag?: number;
  readonly datedBy?: 'start' | 'end';
  readonly revisions?: RevisionBehaviour;
  readonly note?: string;
  readonly missing?: readonly number[];
  readonly timeZone?: string;
  readonly dayOrder?: 'day-first' | 'month-first';
  readonly replace?: boolean;
}

export function addSeriesCommand(program: Command): void {
  const command = program
    .command('series')
    .description(
      'list the external series of the workspace, or import some: a volatility index, sentiment, a policy index',
    )
    .argument('[paths...]', 'text tables with a date and values; without any the series are listed')
    .option('--name <name>', 'name of the series in kebab-case (default: from the file)')
    .option('--columns <names>', 'columns with values, by name or number, separated by commas')
    .option('--date <columns>', 'column of the date, or three: day,month,year')
    .option('--symbol <symbol>', 'the instrument that it belongs to (default: the market as a whole)')
    .option('--lag <time>', 'how long after the end of its day or month a value was known, such as 2d or 12h', parseLag)
    .option(
      '--dated-by <end>',
      'whether values are dated by the start or the end of their week, month or bar (default: by their dates)',
      oneOf('start', 'end'),
    )
    .option(
      '--revisions <behaviour>',
      'whether the publisher changes old values: never, later or unknown',
      oneOf(...revisionBehaviours),
    )
    .option('--note <text>', 'where it comes from, kept beside it')
    .option('--missing <values>', 'values that stand for "missing", such as 0', parseNumbers)
    .option('--time-zone <zone>', 'zone of times of day printed without one')
    .option(
      '--day-order <order>',
      'how 03/04/2020 is meant: day-first or month-first',
      oneOf('day-first', 'month-first'),
    )
    .option('--replace', 'take the file alone instead of adding its values to those that are there');
  describeCommand(
    command,
    'almanac series vix-daily.csv --name vix --revisions never\nalmanac series epu.csv --name epu --date day,month,year --lag 1d --revisions later',
  ).action(async (paths: string[], options: SeriesOptions) => {
    await withEngine(options, async ({ client, json, workspaceFolder }) => {
      if (paths.length === 0) {
        const series = await client.marketData.series();
        if (json) printJson(series);
        else if (series.length === 0)
          printNote(`The workspace ${workspaceFolder} has no series. Import one with "almanac series <file>".`);
        else printSeries(series);
        return;
      }
      const { outcomes } = await client.marketData.importSeries({
        paths,
        ...(options.name === undefined ? {} : { name: options.name }),
        ...(options.columns === undefined ? {} : { columns: options.columns.split(',') }),
        ...(options.date === undefined ? {} : { date: options.date.split(',') }),
        ...(options.symbol === undefined ? {} : { symbol: options.symbol }),
        ...(options.lag === undefined ? {} : { lagMs: options.lag }),
        ...(options.datedBy === undefined ? {} : { dated: options.datedBy }),
        ...(options.revisions === undefined ? {} : { revisions: options.revisions }),
        ...(options.note === undefined ? {} : { note: options.note }),
        ...(options.missing === undefined ? {} : { missing: [...options.missing] }),
        ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
        ...(options.dayOrder === undefined ? {} : { dayOrder: options.dayOrder }),
        ...(options.replace === undefined ? {} : { replace: options.replace }),
      });
      if (json) {
        printJson({ outcomes });
      } else {
        const imported = outcomes.flatMap((outcome) => (outcome.status === 'refused' ? [] : [outcome]));
        if (imported.length > 0) printSeries(imported.map(({ summary, status }) => ({ ...summary, status })));
        for (const { summary, refusedRows, refusedCount, changes } of imported) {
          if (changes)
            printNote(
              `${summary.name}: ${formatCount(changes.added)} values added, ${formatCount(changes.changed)} changed`,
            );
          if (summary.lagMs === 0 && (summary.frequency === 'month' || summary.frequency === 'quarter')) {
            printNote(
              `${summary.name}: its values count as known on the day after their ${summary.frequency} ends. Such figures are usually published weeks later: say when with --lag, such as --lag 30d.`,
            );
          }
          const [first] = refusedRows;
          if (first)
            printNote(
              `${summary.name}: ${formatCount(refusedCount)} ${refusedCount === 1 ? 'row' : 'rows'} refused, the first: row ${first.row}, ${first.reason}`,
            );
        }
      }
      const refused = outcomes.flatMap((outcome) => (outcome.status === 'refused' ? [outcome] : []));
      for (const { path, message, code, hint } of refused) printNote(`\n${path}\n  ${message} [${code}]\n  ${hint}`);
      if (refused.length > 0) {
        throw new AppError(
          'import/refused',
          `${refused.length} of the files ${refused.length === 1 ? 'was' : 'were'} not imported.`,
          'Nothing of them was stored.',
        );
      }
    });
  });
}

function printSeries(series: readonly (SeriesSummary & { readonly status?: string })[]): void {
  printResult(
    renderTable(
      ['Series', 'Of', 'Values', 'From', 'To', 'Last', 'A value each', 'Known after', 'Revised', ''],
      series.map((s) => [
        s.name,
        s.symbol ?? 'the market',
        formatCount(s.points),
        formatDate(s.from),
        formatDate(s.to),
        formatPrice(s.lastValue),
        s.frequency,
        `${s.frequency === 'intraday' ? 'its time' : `the ${s.frequency === 'irregular' ? 'day' : s.frequency}`}${s.lagMs > 0 ? ` + ${(s.lagMs / DAY).toFixed(s.lagMs % DAY === 0 ? 0 : 2)} d` : ''}`,
        s.revisions,
        s.status ?? '',
      ]),
      [2, 5],
    ),
  );
}

function parseNumbers(text: string): number[] {
  const numbers = text.split(',').map(Number);
  if (numbers.some((value) => Number.isNaN(value)))
    throw new InvalidArgumentError('Expected numbers, separated by commas.');
  return numbers;
}

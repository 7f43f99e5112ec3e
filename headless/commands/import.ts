import { InvalidArgumentError, type Command } from 'commander';
import type { ImportOutcome } from '#contract/api/market-data.ts';
import { AppError } from '#contract/errors.ts';
import { describeCommand, withCancellableEngine, type SharedOptions } from '../command.ts';
import { parseMapping } from '../parse-mapping.ts';
import { parseDay } from '../parse-option.ts';
import { formatCount, formatDate } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { followJob } from '../terminal/follow-job.ts';
import { ProgressBar } from '../terminal/progress-bar.ts';
import { countFindings, printFindings } from '../terminal/findings.ts';
import { renderTable } from '../terminal/table.ts';

const SHOWN_REFUSALS = 5;

/** What the user calls the states of prices, and what they are. */
const adjustmentNames = {
  raw: 'none',
  'split-adjusted': 'split-adjusted-by-provider',
  adjusted: 'adjusted-by-provider',
} as const;

interface ImportCommandOptions extends SharedOptions {
  readonly replace?: boolean;
  readonly repair?: boolean;
  readonly symbol?: string;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly stamps?: 'open' | 'close';
  readonly adjustment?: (typeof adjustmentNames)[keyof typeof adjustmentNames];
  readonly dayOrder?: 'day-first' | 'month-first';
  readonly from?: number;
  readonly map?: Readonly<Record<string, string>>;
}

type Imported = Extract<ImportOutcome, { status: 'added' | 'unchanged' | 'updated' }>;

export function addImportCommand(program: Command): void {
  const command = program
    .command('import')
    .description(
      'import price history: CSV, JSON, .gz and .zip of Yahoo, Alpha Vantage, stooq, Polygon, Binance, CryptoDataDownload, LEAN and others',
    )
    .argument('<paths...>', 'files, or folders with price files')
    .option('--replace', 'take the files alone instead of adding their bars to the history that is there')
    .option('--repair', 'repair what is wrong beyond doubt, such as single prices in pence instead of pounds')
    .option('--symbol <symbol>', 'the instrument of the file, where its name does not tell')
    .option('--currency <code>', 'ISO 4217, where the file does not tell')
    .option('--time-zone <zone>', 'zone of times printed without one, such as America/New_York')
    .option('--stamps <end>', 'whether intraday bars are stamped with their open or close', oneOf('open', 'close'))
    .option('--adjustment <state>', 'state of the prices: raw, split-adjusted or adjusted', parseAdjustment)
    .option(
      '--day-order <order>',
      'how 03/04/2020 is meant: day-first or month-first',
      oneOf('day-first', 'month-first'),
    )
    .option('--from <day>', 'leave out earlier bars', parseDay)
    .option(
      '--map <columns>',
      'columns by name or number: date=Day,open=2,high=3,low=4,close=Last,volume=7; also time, adjustedClose, dividend, split, sentiment; a name with a comma or = in double quotes: \'date="Day, local",close=4\'',
      parseMapping,
    );
  describeCommand(
    command,
    'almanac import ~/prices/AAPL.csv ~/prices/warsaw/\nalmanac import prices.txt --symbol XYZ --map "date=1,close=5" --adjustment raw',
  ).action(async (paths: string[], options: ImportCommandOptions) => {
    await withCancellableEngine(options, async ({ client, json, signal }) => {
      const bar = new ProgressBar();
      const {
        replace = false,
        repair = false,
        symbol,
        currency,
        timeZone,
        stamps,
        adjustment,
        dayOrder,
        from,
        map,
      } = options;
      const job = await client.marketData.import(
        {
          paths,
          replace,
          repair,
          ...(symbol === undefined ? {} : { symbol }),
          ...(currency === undefined ? {} : { currency: currency.toUpperCase() }),
          ...(timeZone === undefined ? {} : { timeZone }),
          ...(stamps === undefined ? {} : { stamps }),
          ...(adjustment === undefined ? {} : { adjustment }),
          ...(dayOrder === undefined ? {} : { dayOrder }),
          ...(from === undefined ? {} : { from }),
          ...(map === undefined ? {} : { mapping: { date: map.date ?? '', close: map.close ?? '', ...map } }),
        },
        { signal },
      );
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
  });
}

function printOutcomes(outcomes: readonly ImportOutcome[]): void {
  const imported = outcomes.filter((o): o is Imported => o.status !== 'refused' && o.status !== 'skipped');
  if (imported.length > 0) {
    printResult(
      renderTable(
        ['Symbol', 'Bars of', 'Format', 'Bars', 'From', 'To', 'Prices', 'Findings', 'Result'],
        imported.map((o) => [
          o.symbol,
          o.timeframe,
          o.format,
          formatCount(o.bars),
          formatDate(o.from),
          formatDate(o.to),
          o.adjustment,
          countFindings(o.findings),
          describeResult(o),
        ]),
        [3],
      ),
    );
  }
  for (const outcome of imported) {
    printFindings(outcome.symbol, outcome.findings);
    for (const repair of outcome.repairs) printNote(`${outcome.symbol}  repaired: ${repair}`);
    for (const { row, reason } of outcome.refusedRows.slice(0, SHOWN_REFUSALS)) {
      printNote(`${outcome.symbol}  row ${row} refused: ${reason}`);
    }
    const more = outcome.refusedCount - SHOWN_REFUSALS;
    if (more > 0) printNote(`${outcome.symbol}  ${formatCount(more)} more refused rows (see --json)`);
  }
  const red = imported.filter(({ findings }) => findings.some(({ severity }) => severity === 'red'));
  if (red.length > 0) {
    printNote(
      `\nRed findings keep ${red.map(({ symbol }) => symbol).join(', ')} out of trainings until they are mended (--repair), or accepted: almanac quality ${red[0]!.symbol} --acknowledge`,
    );
  }
  for (const outcome of outcomes) {
    if (outcome.status === 'skipped') printNote(`\n${outcome.label}\n  skipped: ${outcome.reason}`);
    if (outcome.status === 'refused') {
      printNote(`\n${outcome.label}\n  ${outcome.message} [${outcome.code}]\n  ${outcome.hint}`);
    }
  }
}

function describeResult({ status, changes, series }: Imported): string {
  const withSeries = series.length > 0 ? `, with ${series.join(', ')}` : '';
  if (!changes) return status + withSeries;
  const removed = changes.removed > 0 ? `, ${formatCount(changes.removed)} gone` : '';
  return `${status}: ${formatCount(changes.added)} added, ${formatCount(changes.changed)} changed${removed}${withSeries}`;
}

/** A parser of an option that takes one of few words. */
export function oneOf<const Words extends readonly string[]>(...words: Words): (text: string) => Words[number] {
  return (text) => {
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw new InvalidArgumentError(`Expected ${words.join(' or ')}.`);
    return word;
  };
}

function parseAdjustment(text: string): (typeof adjustmentNames)[keyof typeof adjustmentNames] {
  if (Object.hasOwn(adjustmentNames, text)) return adjustmentNames[text as keyof typeof adjustmentNames];
  throw new InvalidArgumentError(`Expected ${Object.keys(adjustmentNames).join(', ')}.`);
}

import type { Command } from 'commander';
import type { LedgerEntry, LedgerSummary, ScoredLedger } from '#contract/ledger.ts';
import type { Estimate } from '#contract/evaluation.ts';
import { timeframeOf } from '#contract/span.ts';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { parseCount } from '../experiment-options.ts';
import { describeHorizon } from '../terminal/describe-horizon.ts';
import { formatBarTime, formatCount, formatPercent, formatPrice, formatSignedPercent } from '../terminal/format.ts';
import { printJson, printResult } from '../terminal/output.ts';
import { renderTable } from '../terminal/table.ts';

interface LedgerOptions extends SharedOptions {
  readonly model?: string;
  readonly limit: number;
}

export function addLedgerCommand(program: Command): void {
  const command = program
    .command('ledger')
    .description('what was forecast, and what came of it')
    .argument('[symbol]', 'instrument (default: all)')
    .option('--model <name>', 'forecasts of one model, such as price-lstm or price-lstm@2 (default: of all)')
    .option('--limit <n>', 'list the newest so many; the summary is over all', parseCount, 20);
  describeCommand(command, 'almanac ledger SPY --model price-lstm').action(
    async (symbol: string | undefined, options: LedgerOptions) => {
      await withEngine(options, async ({ client, json }) => {
        const ledger = await client.forecasts.scored({ symbol, model: options.model, limit: options.limit });
        if (json) printJson(ledger);
        else printResult(renderLedger(ledger));
      });
    },
  );
}

/** The summary first, then the forecasts, newest first. */
export function renderLedger({ entries, summaries }: ScoredLedger): string {
  if (entries.length === 0) return 'Nothing has been forecast yet. Make a forecast with "almanac predict <symbol>".';
  return [
    ...summaries.flatMap((summary) => [...describeSummary(summary), '']),
    renderTable(
      ['Symbol', 'As of', 'Horizon', 'Model', 'Expected', 'P(up)', 'Grade', 'Came', 'Direction', '80 % interval'],
      entries.map((entry) => [...describeForecast(entry), ...describeOutcome(entry)]),
      [4, 5, 7],
    ),
  ].join('\n');
}

function describeSummary(summary: LedgerSummary): string[] {
  const { scored, pending, days, daysNeeded, scores } = summary;
  const over = `Over ${describeHorizon(summary.horizonBars, summary.timeframe)}`;
  const counts = `${over}: ${formatCount(scored)} scored, ${formatCount(pending)} waiting for their outcome`;
  if (scores === null) return [`${counts}.`];
  const isKnown = days >= daysNeeded;
  const write = (e: Estimate): string =>
    isKnown
      ? `${formatPercent(e.value)} (${formatPercent(e.low)} to ${formatPercent(e.high)})`
      : formatPercent(e.value);
  return [
    `${counts}, on ${formatCount(days)} ${days === 1 ? 'day' : 'days'}${isKnown ? '' : `: too few to tell, ${formatCount(daysNeeded)} days are needed`}.`,
    `  Direction right ${write(scores.hitRate)}; always up ${formatPercent(scores.upShare)}. Brier score ${scores.brier.value.toFixed(4)} (a coin toss 0.2500).`,
    `  Intervals held: ${scores.coverage.map(({ nominal, observed }) => `${formatPercent(nominal, 0)} in ${write(observed)}`).join(', ')}.`,
  ];
}

function describeForecast({ forecast }: LedgerEntry): string[] {
  return [
    forecast.symbol,
    formatBarTime(forecast.asOf, timeframeOf(forecast)),
    describeHorizon(forecast.horizonBars, timeframeOf(forecast)),
    `${forecast.model.name} v${forecast.model.version}`,
    formatSignedPercent(forecast.expectedReturn),
    formatPercent(forecast.probabilityUp, 0),
    forecast.grade,
  ];
}

function describeOutcome(entry: LedgerEntry): string[] {
  switch (entry.state) {
    case 'scored': {
      const { outcome } = entry;
      const eighty = outcome.intervals.find(({ coverage }) => coverage === 0.8);
      return [
        `${formatSignedPercent(outcome.return)} (${formatPrice(outcome.price)})`,
        outcome.hit ? 'right' : 'wrong',
        eighty === undefined ? '–' : eighty.held ? 'held' : 'missed',
      ];
    }
    case 'pending':
      return [`bar ${entry.barsKnown} of ${entry.forecast.horizonBars}`, '–', '–'];
    case 'lost':
      return ['its bar is gone', '–', '–'];
  }
}

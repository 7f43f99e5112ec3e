import type { Command } from 'commander';
import type { Timeframe } from '#contract/bars.ts';
import { isStale, type Abstention, type Forecast } from '#contract/forecast.ts';
import type { LeftOut } from '#contract/left-out.ts';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { describeDays, describeUnmet } from '../terminal/describe-skill.ts';
import { describeHorizon } from '../terminal/describe-horizon.ts';
import { formatBarTime, formatPercent, formatPrice, formatSignedPercent, formatPoints } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { renderTable } from '../terminal/table.ts';

interface PredictOptions extends SharedOptions {
  readonly model: string;
}

export function addPredictCommand(program: Command): void {
  const command = program
    .command('predict')
    .description('forecast from the last bars; each forecast is written to the ledger before it is shown')
    .argument('[symbols...]', 'instruments (default: all that the model knows)')
    .option('--model <name>', 'model, such as price-lstm or price-lstm@2', 'price-lstm');
  describeCommand(command, 'almanac predict AAPL --model price-lstm').action(
    async (symbols: string[], options: PredictOptions) => {
      await withEngine(options, async ({ client, json }) => {
        const result = await client.forecasts.predict({
          model: options.model,
          symbols: symbols.length > 0 ? symbols : undefined,
        });
        if (json) {
          printJson(result);
          return;
        }
        if (result.forecasts.length > 0) printResult(renderForecasts(result.forecasts));
        printLeftOut(result.leftOut);
        printStale(result.forecasts);
      });
    },
  );
}

/** Says where forecasts start from a day that is long gone. */
function printStale(forecasts: readonly Forecast[]): void {
  const stale = new Set(forecasts.filter((f) => isStale(f, f.createdAt)).map((f) => f.symbol));
  if (stale.size === 0) return;
  printNote(
    `\nThe data of ${[...stale].join(', ')} ends on the day under "As of": the forecast starts there, not today. Import newer prices first.`,
  );
}

/** One line for each instrument of the model that is not in a result. */
export function printLeftOut(leftOut: readonly LeftOut[]): void {
  for (const { symbol, reason } of leftOut) printNote(`Left out ${symbol}: ${reason}.`);
}

/** The table of forecasts, a row for each instrument and horizon, and under it why there is no call where there is none. */
export function renderForecasts(forecasts: readonly Forecast[]): string {
  const table = renderTable(
    ['Symbol', 'As of', 'Price', 'Expected', 'P(up)', '80 % interval', 'Horizon', 'Grade'],
    forecasts.map((f) => {
      const eighty = f.intervals.find((interval) => interval.coverage === 0.8)!;
      return [
        f.symbol,
        formatBarTime(f.asOf, timeframeOf(f)),
        formatPrice(f.price),
        formatSignedPercent(f.expectedReturn),
        formatPercent(f.probabilityUp, 0),
        `${formatPrice(eighty.lowPrice)} … ${formatPrice(eighty.highPrice)}`,
        nameHorizon(f),
        f.grade,
      ];
    }),
    [2, 3, 4, 5, 6],
  );
  const notes = explainNoCalls(forecasts);
  return notes.length > 0 ? `${table}\n\n${notes.join('\n')}` : table;
}

/** A line for each reason, with the instruments that it holds for, and the horizon unless it holds for all of them. */
function explainNoCalls(forecasts: readonly Forecast[]): string[] {
  const horizons = new Set(forecasts.map(nameHorizon));
  /** By the sentence, then by the horizon. */
  const why = new Map<string, Map<string, string[]>>();
  for (const forecast of forecasts) {
    for (const abstention of forecast.abstentions) {
      const sentence = describeAbstention(abstention);
      const byHorizon = why.get(sentence) ?? new Map<string, string[]>();
      const horizon = nameHorizon(forecast);
      byHorizon.set(horizon, [...(byHorizon.get(horizon) ?? []), forecast.symbol]);
      why.set(sentence, byHorizon);
    }
  }
  return [...why].flatMap(([sentence, byHorizon]) => {
    const symbolsOfEach = new Set([...byHorizon.values()].map((symbols) => symbols.join(', ')));
    if (byHorizon.size === horizons.size && symbolsOfEach.size === 1) {
      return [`NO CALL for ${[...symbolsOfEach].join('')}: ${sentence}`];
    }
    return [...byHorizon].map(([horizon, symbols]) => `NO CALL over ${horizon} for ${symbols.join(', ')}: ${sentence}`);
  });
}

function nameHorizon(forecast: Forecast): string {
  return describeHorizon(forecast.horizonBars, timeframeOf(forecast));
}

/** Forecasts of before it was written down were made from days. */
function timeframeOf({ timeframe }: Forecast): Timeframe {
  return timeframe ?? '1d';
}

function describeAbstention(abstention: Abstention): string {
  switch (abstention.kind) {
    case 'leak':
      return `the model's leak certificate did not pass (${abstention.stages.join(', ')}), so none of its scores can be believed.`;
    case 'no-edge':
      return `no edge found; on the test slice the model was ${formatPoints(abstention.skill)} points against "${abstention.versus}" (95 % interval ${formatPoints(abstention.low)} to ${formatPoints(abstention.high)}); ${describeUnmet(abstention.unmet)}.`;
    case 'too-few-days':
      return `it is not known whether the model has an edge: ${describeDays(abstention.days, abstention.needed)}.`;
    case 'out-of-distribution':
      return `${formatPercent(abstention.share)} of the inputs lie outside of what the model saw in training (limit ${formatPercent(abstention.limit)}).`;
    case 'too-wide':
      return `the 80 % interval spans ${formatPercent(abstention.width)} of the price (limit ${formatPercent(abstention.limit)}).`;
  }
}

import { Option, type Command } from 'commander';
import { isStale, type Abstention, type Forecast, type ForecastState } from '#contract/forecast.ts';
import type { LeftOut } from '#contract/left-out.ts';
import { readForecast } from '#contract/return-distribution.ts';
import { reportLanguages, type ReportLanguage } from '#contract/report.ts';
import { timeframeOf } from '#contract/span.ts';
import { writeTextBlock } from '#engine/boot.ts';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { parsePrice, parseReturn } from '../parse-option.ts';
import { describeDays, describeUnmet } from '../terminal/describe-skill.ts';
import { describeHorizon } from '../terminal/describe-horizon.ts';
import { describeReasons } from '../terminal/describe-reasons.ts';
import {
  formatBarTime,
  formatDuration,
  formatPercent,
  formatPoints,
  formatPrice,
  formatSignedPercent,
} from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { renderTable } from '../terminal/table.ts';

interface PredictOptions extends SharedOptions {
  readonly model: string;
  readonly refresh?: boolean;
  readonly price?: number;
  readonly atLeast?: readonly number[];
  readonly language?: ReportLanguage;
}

/** Of more forecasts than these the table is enough; reasons and risk of each would bury it. */
const MOST_EXPLAINED = 3;

export function addPredictCommand(program: Command): void {
  const command = program
    .command('predict')
    .description('forecast from the last bars; each forecast is written to the ledger before it is shown')
    .argument('[symbols...]', 'instruments (default: all that the model knows)')
    .option('--model <name>', 'model, such as price-lstm or price-lstm@2', 'price-lstm')
    .option(
      '--at-least <return>',
      'also the chance of a return of at least so much, such as 5% or -3%; may be given several times',
      (text: string, before: readonly number[] | undefined) => [...(before ?? []), parseReturn(text)],
    )
    .option('--refresh', 'make forecasts anew that were made within the last 24 hours from the same data')
    .option('--price <price>', 'what the price is now: a large move makes the forecast anew', parsePrice);
  command.addOption(
    new Option('--language <code>', 'print each forecast as four lines to copy, as the report has them').choices(
      reportLanguages,
    ),
  );
  describeCommand(
    command,
    'almanac predict AAPL --model price-lstm\nalmanac predict SPY --at-least 5% --at-least -3%\nalmanac predict JSW --language pl',
  ).action(async (symbols: string[], options: PredictOptions) => {
    if (options.price !== undefined && symbols.length !== 1) command.error('error: --price needs exactly one symbol');
    await withEngine(options, async ({ client, json }) => {
      const result = await client.forecasts.predict({
        model: options.model,
        symbols: symbols.length > 0 ? symbols : undefined,
        refresh: options.refresh === true,
        prices: options.price === undefined ? {} : { [symbols[0]!]: options.price },
      });
      if (json) {
        printJson(options.atLeast ? { ...result, atLeast: listChances(result.forecasts, options.atLeast) } : result);
        return;
      }
      const { forecasts, states } = result;
      const { language } = options;
      if (language) {
        if (forecasts.length > 0) printResult(forecasts.map((f) => writeTextBlock(f, language)).join('\n\n'));
        printLeftOut(result.leftOut);
        printStale(forecasts);
        return;
      }
      if (forecasts.length > 0) printResult(renderForecasts(forecasts, { states, atLeast: options.atLeast ?? [] }));
      if (forecasts.length > 0 && forecasts.length <= MOST_EXPLAINED) {
        printResult(forecasts.map((forecast) => `\n${explainForecast(forecast)}`).join('\n'));
      }
      printLeftOut(result.leftOut);
      printMoves(states, forecasts);
      printStale(forecasts);
    });
  });
}

/** P(return ≥ x) of each forecast and threshold, for programs. */
function listChances(forecasts: readonly Forecast[], thresholds: readonly number[]): object[] {
  return forecasts.flatMap((forecast) =>
    thresholds.map((threshold) => ({
      id: forecast.id,
      threshold,
      probability: readForecast(forecast).probabilityOfAtLeast(threshold),
    })),
  );
}

/** Says where the price has left the bars behind. */
function printMoves(states: readonly ForecastState[], forecasts: readonly Forecast[]): void {
  states.forEach(({ moved }, i) => {
    if (moved === null) return;
    printNote(
      `\n${forecasts[i]!.symbol} stands at ${formatPrice(moved.price)}, ${formatSignedPercent(moved.return)} from the last close; four of five bars move less than ${formatPercent(moved.limit)}. The forecast starts from that close: import newer bars first.`,
    );
  });
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

/**
 * The table of forecasts, a row for each instrument and horizon, and under it why there is no call where there is none.
 * `states` are those of the forecasts; `atLeast` adds the chance of a return of at least so much.
 */
export function renderForecasts(
  forecasts: readonly Forecast[],
  { states, atLeast = [] }: { states?: readonly ForecastState[]; atLeast?: readonly number[] } = {},
): string {
  const header = [
    'Symbol',
    'As of',
    'Price',
    'Expected',
    'P(up)',
    ...atLeast.map((threshold) => `P(≥ ${formatSignedPercent(threshold)})`),
    '80 % interval',
    'Horizon',
    'Grade',
    ...(states ? ['State'] : []),
  ];
  const table = renderTable(
    header,
    forecasts.map((f, i) => {
      const eighty = f.intervals.find((interval) => interval.coverage === 0.8)!;
      const { probabilityOfAtLeast } = readForecast(f);
      return [
        f.symbol,
        formatBarTime(f.asOf, timeframeOf(f)),
        formatPrice(f.price),
        formatSignedPercent(f.expectedReturn),
        formatPercent(f.probabilityUp, 0),
        ...atLeast.map((threshold) => formatPercent(probabilityOfAtLeast(threshold))),
        `${formatPrice(eighty.lowPrice)} … ${formatPrice(eighty.highPrice)}`,
        nameHorizon(f),
        f.grade,
        ...(states ? [describeState(states[i]!)] : []),
      ];
    }),
    [2, 3, 4, 5, 6, ...atLeast.map((_, k) => 7 + k)],
  );
  const notes = explainNoCalls(forecasts);
  return notes.length > 0 ? `${table}\n\n${notes.join('\n')}` : table;
}

function describeState({ kind, ageMs }: ForecastState): string {
  return kind === 'fresh' ? 'fresh' : `cached (${formatDuration(ageMs / 1000)})`;
}

/** Why, and how much can be lost. */
function explainForecast(forecast: Forecast): string {
  const { valueAtRisk95, expectedShortfall95, drawdown, touching } = forecast;
  const touch = touching?.find(({ level }) => level === -0.05);
  const risk = [
    `95 % VaR ${formatPercent(valueAtRisk95)}, ES ${formatPercent(expectedShortfall95)}`,
    `volatility ${formatPercent(forecast.volatility)} a year`,
    ...(drawdown
      ? [`worst drawdown ${formatPercent(drawdown.expected)} expected, ${formatPercent(drawdown.quantile95)} at 95 %`]
      : []),
    ...(touch ? [`chance of touching -5 % on the way ${formatPercent(touch.probability, 0)}`] : []),
  ];
  const confidence = `The model gives ${formatPercent(forecast.confidence, 0)} to the direction it points to (${forecast.probabilityUp >= 0.5 ? 'up' : 'not up'}).`;
  return [
    `${forecast.symbol} over ${nameHorizon(forecast)}`,
    ...[...describeReasons(forecast), confidence, `Risk: ${risk.join('; ')}.`].map((line) => `  ${line}`),
  ].join('\n');
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

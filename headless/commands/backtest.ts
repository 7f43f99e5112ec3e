import { InvalidArgumentError, Option, type Command } from 'commander';
import type { BacktestResult, GridResult, PositionSize } from '#contract/backtest.ts';
import { timeframes, type Timeframe } from '#contract/bars.ts';
import {
  describeGrid,
  describeRuleOptions,
  parseAmount,
  parseBasisPoints,
  parseFraction,
  parseNumber,
  parseSize,
  ruleNames,
  type RuleName,
  type RuleOptions,
} from '../backtest-options.ts';
import { describeCommand, withCancellableEngine, type CancellableContext, type SharedOptions } from '../command.ts';
import { parseCount } from '../experiment-options.ts';
import { parseDay } from '../parse-option.ts';
import { describeBacktestWarning } from '../terminal/describe-backtest-warning.ts';
import { followJob } from '../terminal/follow-job.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/progress-bar.ts';
import { renderBacktest } from '../terminal/render-backtest.ts';
import { renderGrid } from '../terminal/render-grid.ts';
import { printLeftOut } from './predict.ts';

interface BacktestOptions extends SharedOptions, RuleOptions {
  readonly grid?: string;
  readonly timeframe?: Timeframe;
  readonly from?: number;
  readonly to?: number;
  readonly fee?: number;
  readonly slippage?: number;
  readonly spread?: number;
  readonly borrow?: number;
  readonly size?: PositionSize;
  readonly stop?: number;
  readonly target?: number;
  readonly maxBars?: number;
  readonly targetFirst?: boolean;
  readonly capital?: number;
}

const DAY_MS = 86_400_000;

export function addBacktestCommand(program: Command): void {
  const command = program
    .command('backtest')
    .description("trade a model's forecasts, or a rule, over history, with costs, beside buy & hold")
    .argument('[symbols...]', 'instruments, an equal share of the capital each (default: all that the model knows)')
    .addOption(new Option('--rule <name>', ruleNames.join(', ')).default('forecast').argParser(parseRule))
    .option('--model <name>', 'forecast: the model, such as price-lstm or price-lstm@2', 'price-lstm')
    .option('--horizon <bars>', 'forecast: trade the forecasts over so many bars (default: the shortest)', parseCount)
    .option('--fast <bars>', 'ma-crossover: the fast average (default: 50)', parseCount)
    .option('--slow <bars>', 'ma-crossover: the slow average (default: 200)', parseCount)
    .option('--average <kind>', 'ma-crossover: sma or ema (default: sma)', parseAverage)
    .option('--bars <bars>', 'rsi-reversal: bars of the RSI (default: 14)', parseCount)
    .option('--oversold <rsi>', 'rsi-reversal: long below (default: 30)', parseNumber)
    .option('--overbought <rsi>', 'rsi-reversal: short above, with --short (default: 70)', parseNumber)
    .option('--enter <number>', 'forecast: P(up) to enter; donchian-breakout: bars of the outer channel', parseNumber)
    .option(
      '--exit <number>',
      'forecast: P(up) to leave; donchian-breakout: bars of the inner channel; rsi-reversal: RSI to leave at',
      parseNumber,
    )
    .option('--short', 'also sell short where the rule says so')
    .option('--grid <axes>', 'try every combination, such as fast=5..50:5,slow=20..200:10 or bars=7,14,21')
    .option('--from <day>', 'trade from this day on; earlier bars warm the rule up', parseDay)
    .option('--to <day>', 'trade up to this day', parseDay)
    .option('--timeframe <length>', `of the bars: ${timeframes.join(', ')} (default: 1d)`, parseTimeframe)
    .option('--fee <bp>', 'fee of each fill in basis points (default: 5, or that of the model)', parseBasisPoints)
    .option('--slippage <bp>', 'slippage of each fill (default: 5, or that of the model)', parseBasisPoints)
    .option('--spread <bp>', 'between bid and ask; each fill pays half (default: 0)', parseBasisPoints)
    .option('--borrow <bp>', 'a year, for shares sold short (default: 0)', parseBasisPoints)
    .option(
      '--size <size>',
      'of a position: fraction:0.5, amount:10000, volatility:10% (default: all of the capital)',
      parseSize,
    )
    .option('--stop <share>', 'leave after a loss such as 5%', parseFraction)
    .option('--target <share>', 'leave after a gain such as 10%', parseFraction)
    .option('--max-bars <n>', 'hold over so many closes at most', parseCount)
    .option('--target-first', 'where stop and target lie within one bar, take the target (default: the stop)')
    .option('--capital <amount>', 'to begin with (default: 100000)', parseAmount);
  describeCommand(
    command,
    [
      'almanac backtest SPY AAPL --model price-lstm',
      'almanac backtest SPY --rule ma-crossover --fast 50 --slow 200 --fee 5 --slippage 2 --spread 1 --from 2010-01-01',
      'almanac backtest SPY --rule donchian-breakout --short --stop 5% --size volatility:10%',
      'almanac backtest SPY --rule ma-crossover --grid fast=5..50:5,slow=20..200:10',
    ].join('\n'),
  ).action(async (symbols: string[], options: BacktestOptions) => {
    await withCancellableEngine(options, async (context) => {
      const request = describeRequest(symbols, options);
      if (options.grid === undefined) {
        const result = await context.client.backtests.run(request);
        if (context.json) printJson(result);
        else printBacktest(result);
        return;
      }
      const grid = await runGrid(context, { ...request, axes: describeGrid(options.grid, options.rule) });
      if (context.json) printJson(grid);
      else printGrid(grid);
    });
  });
}

type Request = Parameters<CancellableContext['client']['backtests']['run']>[0];

function describeRequest(symbols: readonly string[], options: BacktestOptions): Request {
  const { timeframe, from, to, size, stop, target, maxBars, targetFirst, capital } = options;
  const { fee, slippage, spread, borrow } = options;
  return {
    rule: describeRuleOptions(options),
    ...(symbols.length > 0 && { symbols: [...symbols] }),
    ...(timeframe !== undefined && { timeframe }),
    ...(from !== undefined && { from }),
    // The whole of the day.
    ...(to !== undefined && { to: to + DAY_MS - 1 }),
    costs: {
      ...(fee !== undefined && { feeBasisPoints: fee }),
      ...(slippage !== undefined && { slippageBasisPoints: slippage }),
      ...(spread !== undefined && { spreadBasisPoints: spread }),
      ...(borrow !== undefined && { borrowBasisPoints: borrow }),
    },
    ...(size !== undefined && { size }),
    ...(capital !== undefined && { initialCapital: capital }),
    exits: {
      ...(stop !== undefined && { stopLoss: stop }),
      ...(target !== undefined && { takeProfit: target }),
      ...(maxBars !== undefined && { maxBars }),
      ...(targetFirst && { withinBar: 'target-first' as const }),
    },
  };
}

async function runGrid(
  { client, signal }: CancellableContext,
  request: Parameters<CancellableContext['client']['backtests']['grid']>[0],
): Promise<GridResult> {
  const bar = new ProgressBar();
  try {
    return await followJob(await client.backtests.grid(request, { signal }), (progress) => {
      bar.show(progress);
    });
  } finally {
    bar.clear();
  }
}

export function printBacktest(result: BacktestResult): void {
  printResult(renderBacktest(result));
  printLeftOut(result.leftOut);
  for (const warning of result.warnings) printNote(`Warning: ${describeBacktestWarning(warning)}`);
}

function printGrid(grid: GridResult): void {
  printResult(`${renderGrid(grid)}\n\n── The best of them ──\n`);
  printBacktest(grid.result);
}

function parseRule(text: string): RuleName {
  const found = ruleNames.find((name) => name === text);
  if (!found) throw new InvalidArgumentError(`expected ${ruleNames.join(', ')}.`);
  return found;
}

function parseAverage(text: string): 'sma' | 'ema' {
  if (text !== 'sma' && text !== 'ema') throw new InvalidArgumentError('expected sma or ema.');
  return text;
}

function parseTimeframe(text: string): Timeframe {
  const found = timeframes.find((name) => name === text);
  if (!found) throw new InvalidArgumentError(`expected ${timeframes.join(', ')}.`);
  return found;
}

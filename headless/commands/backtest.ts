import type { Command } from 'commander';
import type { BacktestResult, StrategyStatistics } from '#contract/backtest.ts';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { parseCount } from '../experiment-options.ts';
import { describeCeiling } from '../terminal/describe-ceiling.ts';
import { describeHorizon } from '../terminal/describe-horizon.ts';
import { formatCount, formatDate, formatPercent, formatSignedPercent } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { renderTable } from '../terminal/table.ts';
import { printLeftOut } from './predict.ts';

interface BacktestOptions extends SharedOptions {
  readonly model: string;
  readonly horizon?: number;
}

export function addBacktestCommand(program: Command): void {
  const command = program
    .command('backtest')
    .description("trade a model's forecasts over its test slice, with costs, beside buy & hold")
    .argument('[symbols...]', 'instruments (default: all that the model knows)')
    .option('--model <name>', 'model, such as price-lstm or price-lstm@2', 'price-lstm')
    .option('--horizon <bars>', 'trade the forecasts over so many bars (default: the shortest)', parseCount);
  describeCommand(
    command,
    'almanac backtest SPY AAPL --model price-lstm\nalmanac backtest --model crypto-lstm --horizon 24',
  ).action(async (symbols: string[], options: BacktestOptions) => {
    await withEngine(options, async ({ client, json }) => {
      const result = await client.backtests.run({
        model: options.model,
        symbols: symbols.length > 0 ? symbols : undefined,
        horizonBars: options.horizon,
      });
      if (json) printJson(result);
      else printBacktest(result);
    });
  });
}

export function printBacktest(result: BacktestResult): void {
  const { strategy, buyAndHold, costs, rule } = result;
  const row = (title: string, read: (s: StrategyStatistics) => string): string[] => [
    title,
    read(strategy),
    read(buyAndHold),
  ];
  printResult(
    [
      `${result.model.name} v${result.model.version} on ${result.symbols.join(', ')}, ${formatDate(result.from)} to ${formatDate(result.to)}, by its forecasts over ${describeHorizon(result.horizonBars, result.timeframe)}`,
      `long from P(up) ≥ ${formatPercent(rule.enterProbability, 0)} until P(up) < ${formatPercent(rule.exitProbability, 0)}, filled at the next open, fee ${costs.feeBasisPoints} bp and slippage ${costs.slippageBasisPoints} bp a fill`,
      '',
      renderTable(
        ['', 'Strategy', 'Buy & hold'],
        [
          row('Total return', (s) => formatSignedPercent(s.totalReturn)),
          row('Growth a year', (s) => formatSignedPercent(s.cagr)),
          row('Sharpe ratio', (s) => s.sharpe.toFixed(2)),
          row('Largest drawdown', (s) => formatPercent(s.maxDrawdown)),
          row('Exposure', (s) => formatPercent(s.exposure, 0)),
          row('Trades', (s) => formatCount(s.trades)),
          row('Hit rate', (s) => (s.hitRate === null ? '-' : formatPercent(s.hitRate, 0))),
          row('Fees and slippage', (s) => formatCount(Math.round(s.feesPaid + s.slippagePaid))),
        ],
        [1, 2],
      ),
    ].join('\n'),
  );
  printLeftOut(result.leftOut);
  for (const warning of result.warnings) printNote(`Warning: ${describeCeiling(warning)}`);
}

import { setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import { ruleSchema, type GridAxis, type GridResult } from '#contract/backtest.ts';
import { AppError, CancelledError } from '#contract/errors.ts';
import type { Progress } from '#contract/progress.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeProgress } from '../kernel/progress.ts';
import { chargesOf } from './charges.ts';
import { openSpan, type Market, type ResolvedRule } from './market.ts';
import { findContradiction } from './rules/want-sides.ts';
import { runBacktest } from './run-backtest.ts';
import type { BacktestSettings } from './settings.ts';
import { addSleeve, joinTimes } from './simulate.ts';
import { makeColumns, runSleeve } from './sleeve.ts';
import { maxDrawdown } from './statistics/max-drawdown.ts';
import {
  addBlocks,
  chooseBlocks,
  makeBlockSums,
  overfittingProbability,
} from './statistics/overfitting-probability.ts';
import { measureReturns, periodEnds, periodsPerYear } from './statistics/period-returns.ts';
import { measureMoments } from './statistics/return-moments.ts';
import { sharpeRatio } from './statistics/sharpe-ratio.ts';
import { totalReturn } from './statistics/total-return.ts';
import { TradeTape } from './trade-tape.ts';

/** How often the loop looks up: for a cancel, and to say how far it is. */
const PAUSE_EVERY_MS = 100;

/**
 * Trades the market's rule with every combination of the axes' values, and ranks them by their Sharpe ratios. Indicators are
 * computed once for all combinations, columns and tape are used again and again. `trials`: those of the workspace, this grid
 * included. Errors: backtest/unknown-parameter, backtest/no-cells, backtest/bad-bars, input/invalid, job/cancelled.
 */
export async function* runGrid(
  market: Market,
  settings: BacktestSettings,
  axes: readonly GridAxis[],
  trials: number,
  clock: Clock,
  signal: AbortSignal | undefined,
): AsyncGenerator<Progress, GridResult> {
  const rules = listCells(market.rule, axes);
  const { initialCapital, exits } = settings;
  const charges = chargesOf(settings.costs);
  const instruments = openSpan(market, settings);
  const capital = initialCapital / instruments.length;
  const sleeves = instruments.map(({ bars }) => makeColumns(bars.time.length));
  const time = joinTimes(instruments.map(({ bars }) => bars.time));
  // The sleeve of a single instrument is the portfolio.
  const total = instruments.length === 1 ? sleeves[0]!.equity : new Float64Array(time.length);
  const ends = periodEnds(time, market.timeframe);
  const perYear = periodsPerYear(time, ends, market.timeframe);
  const returns = new Float64Array(ends.length);
  const tape = new TradeTape();
  const run = rules.filter((rule) => rule !== null).length;
  const blocks = chooseBlocks(run, ends.length);
  const blockSums = makeBlockSums(run, blocks);

  const cells = {
    totalReturn: rules.map((): number | null => null),
    sharpe: rules.map((): number | null => null),
    maxDrawdown: rules.map((): number | null => null),
    trades: rules.map((): number | null => null),
  };
  const ratios: number[] = [];
  let best = -1;
  let highest = -Infinity;
  const startedAt = clock.now();
  // At once, and then now and again.
  let pausedAt = -Infinity;
  for (const [index, rule] of rules.entries()) {
    if (rule === null) continue;
    tape.count = 0;
    if (instruments.length > 1) total.fill(0);
    instruments.forEach(({ bars, orders, sizing, decide }, i) => {
      decide(rule);
      runSleeve(bars, orders, capital, { charges, sizing, exits }, tape, sleeves[i]!);
      if (instruments.length > 1) addSleeve(time, bars.time, sleeves[i]!.equity, capital, total);
    });
    measureReturns(total, ends, initialCapital, returns);
    const ratio = sharpeRatio(measureMoments(returns));
    if (blocks > 0) addBlocks(blockSums, ratios.length, returns);
    ratios.push(ratio ?? 0);
    cells.totalReturn[index] = totalReturn(initialCapital, total);
    cells.sharpe[index] = ratio === null ? null : ratio * Math.sqrt(perYear);
    cells.maxDrawdown[index] = maxDrawdown(initialCapital, total);
    cells.trades[index] = tape.count;
    if ((ratio ?? 0) > highest) {
      highest = ratio ?? 0;
      best = index;
    }
    if (performance.now() - pausedAt < PAUSE_EVERY_MS) continue;
    yield makeProgress('trying parameters', ratios.length, run, (clock.now() - startedAt) / 1000);
    await setImmediate();
    if (signal?.aborted) {
      throw new CancelledError(
        'The grid',
        'A grid keeps nothing half done: give the same command again to start over.',
      );
    }
    pausedAt = performance.now();
  }
  const { deviation } = measureMoments(Float64Array.from(ratios));
  const spread = deviation > 0 ? { spread: deviation } : {};
  return {
    axes,
    cells,
    trials: run,
    best,
    overfitting: blocks > 0 ? overfittingProbability(blockSums) : null,
    result: runBacktest({ ...market, rule: rules[best]! }, settings, { trials, ...spread }),
  };
}

/** How many cells of a grid are run: those whose parameters go together. Errors: as of runGrid. */
export function countCells(rule: ResolvedRule, axes: readonly GridAxis[]): number {
  return listCells(rule, axes).filter((cell) => cell !== null).length;
}

/** The rule of each cell, the last axis varying fastest; null where its parameters do not go together. */
function listCells(rule: ResolvedRule, axes: readonly GridAxis[]): (ResolvedRule | null)[] {
  // A market has the forecasts of one horizon: with another one they would be the same forecasts by another name.
  const known = Object.keys(rule).filter(
    (name) => typeof rule[name as keyof ResolvedRule] === 'number' && name !== 'horizonBars',
  );
  for (const { parameter } of axes) {
    if (known.includes(parameter)) continue;
    throw new AppError(
      'backtest/unknown-parameter',
      `Expected a parameter of the rule ${rule.kind}, found ${parameter}.`,
      known.length > 0 ? `It has ${known.join(', ')}.` : 'It has none: choose another rule.',
    );
  }
  let cells: Record<string, number>[] = [{}];
  for (const { parameter, values } of axes) {
    cells = cells.flatMap((cell) => values.map((value) => ({ ...cell, [parameter]: value })));
  }
  const rules = cells.map((cell) => {
    const checked = v.safeParse(ruleSchema, { ...rule, ...cell });
    if (!checked.success) {
      const [issue] = checked.issues;
      const name = v.getDotPath(issue) ?? 'rule';
      throw new AppError('input/invalid', `axes.${name}: ${issue.message}.`, 'Correct the values of the axis.');
    }
    return findContradiction(checked.output) === null ? { ...rule, ...cell } : null;
  });
  if (rules.every((cell) => cell === null)) {
    throw new AppError(
      'backtest/no-cells',
      `No combination of the axes makes a rule: ${findContradiction({ ...rule, ...cells[0] })}.`,
      'Choose values that go together.',
    );
  }
  return rules;
}

import type { BacktestResult, BacktestWarning, CostSensitivity, StrategyStatistics } from '#contract/backtest.ts';
import { chargesOf } from './charges.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { describeMarket, openSpan, type Market } from './market.ts';
import { warnAboveCeilings } from './sanity-ceilings.ts';
import type { BacktestSettings } from './settings.ts';
import { measurePosition, simulate, type Simulation, type TradedInstrument } from './simulate.ts';
import { LONG } from './sleeve.ts';
import { drawdownColumn } from './statistics/max-drawdown.ts';
import { monthlyReturns } from './statistics/monthly-returns.ts';
import { measureReturns, periodEnds, periodsPerYear } from './statistics/period-returns.ts';
import { measureMoments } from './statistics/return-moments.ts';
import { sharpeRatio } from './statistics/sharpe-ratio.ts';
import { totalReturn } from './statistics/total-return.ts';
import { summarise } from './summarise.ts';
import { OPEN, readTrade, REASON } from './trade-tape.ts';

const COST_FACTORS = [0, 1, 2, 4];
const ENOUGH_TRADES = 30;
const DAY_MS = 86_400_000;

/** What is known of the search that a backtest is part of. */
export interface Search {
  /** Trainings and backtests of the workspace, this one included. */
  readonly trials: number;
  /** Standard deviation of the Sharpe ratio of one period between the cells of a grid. */
  readonly spread?: number;
}

/**
 * Trades the market's rule over its span, beside buy and hold at the same costs and in the same sleeves, and gathers what
 * stands behind the result. Errors: backtest/bad-bars.
 */
export function runBacktest(market: Market, settings: BacktestSettings, search: Search): BacktestResult {
  const { costs, size, exits, initialCapital } = settings;
  const { rule, timeframe, certified } = market;
  const instruments = openSpan(market, settings);
  for (const { decide } of instruments) decide(rule);
  const traded = simulate(instruments, initialCapital, chargesOf(costs), exits);
  const held = simulate(instruments.map(holdAlways), initialCapital, chargesOf(costs), { withinBar: 'stop-first' });

  const { time } = traded;
  const ends = periodEnds(time, timeframe);
  const perYear = periodsPerYear(time, ends, timeframe);
  const returns = measureReturns(traded.equity, ends, initialCapital);
  const heldReturns = measureReturns(held.equity, ends, initialCapital);
  const strategy = summarise(traded, initialCapital, returns, perYear);
  const annualSharpe = (of: Float64Array): number | null => {
    const ratio = sharpeRatio(measureMoments(measureReturns(of, ends, initialCapital)));
    return ratio === null ? null : ratio * Math.sqrt(perYear);
  };
  const costSensitivity = COST_FACTORS.map((factor): CostSensitivity => {
    const { equity } = factor === 1 ? traded : simulate(instruments, initialCapital, chargesOf(costs, factor), exits);
    return { factor, totalReturn: totalReturn(initialCapital, equity), sharpe: annualSharpe(equity) };
  });
  return {
    ...describeMarket(market),
    from: time[0]!,
    to: time.at(-1)!,
    ...{ costs, size, exits, initialCapital },
    equity: {
      time: listNumbers(time),
      strategy: listNumbers(traded.equity),
      buyAndHold: listNumbers(held.equity),
      drawdown: listNumbers(drawdownColumn(initialCapital, traded.equity)),
      position: listNumbers(measurePosition(traded)),
    },
    strategy,
    buyAndHold: summarise(held, initialCapital, heldReturns, perYear),
    evidence: gatherEvidence(returns, heldReturns, perYear, search.trials, search.spread),
    costSensitivity,
    months: monthlyReturns(initialCapital, time, traded.equity, held.equity),
    trades: listTrades(traded),
    warnings: [
      ...warnAboveCeilings(strategy, rule.kind === 'probability-threshold' ? rule.horizonBars : null, certified),
      ...warnOfRuin(traded),
      ...warnOfThinness(traded, strategy, rule.kind === 'buy-and-hold'),
    ],
  };
}

/** A column as JSON has it. Array.from takes ten times as long, which millions of bars feel. */
function listNumbers(column: Float64Array): number[] {
  const list: number[] = [];
  for (let t = 0; t < column.length; t++) list.push(column[t]!);
  return list;
}

/** Everything from the first open to the end: what needs no rule. */
function holdAlways({ symbol, bars }: TradedInstrument): TradedInstrument {
  return {
    ...{ symbol, bars, orders: new Int8Array(bars.time.length).fill(LONG) },
    sizing: { share: 1, amount: Infinity, shares: null },
  };
}

/** All trades by the time of entry. */
function listTrades({ sleeves, tape }: Simulation): BacktestResult['trades'] {
  const trades = sleeves.flatMap(({ symbol, bars, firstTrade, endTrade }) =>
    Array.from({ length: endTrade - firstTrade }, (_, k) => readTrade(tape, firstTrade + k, symbol, bars)),
  );
  return sleeves.length === 1 ? trades : trades.sort((a, b) => a.entryTime - b.entryTime);
}

function warnOfRuin({ sleeves, tape }: Simulation): BacktestWarning[] {
  return sleeves.flatMap(({ symbol, bars, firstTrade, endTrade }): BacktestWarning[] => {
    const last = endTrade - 1;
    if (last < firstTrade || tape.reason[last] !== REASON.ruin) return [];
    return [{ kind: 'ruin', symbol, time: bars.time[tape.exitBar[last]!]! }];
  });
}

/** Too little to judge by; holding is one trade by its nature. */
function warnOfThinness({ time, tape }: Simulation, { cagr }: StrategyStatistics, holds: boolean): BacktestWarning[] {
  let closed = 0;
  for (let k = 0; k < tape.count; k++) if (tape.reason[k] !== OPEN) closed++;
  return [
    ...(cagr === null ? [{ kind: 'short-span' as const, days: Math.round((time.at(-1)! - time[0]!) / DAY_MS) }] : []),
    ...(!holds && closed < ENOUGH_TRADES
      ? [{ kind: 'few-trades' as const, trades: closed, needed: ENOUGH_TRADES }]
      : []),
  ];
}

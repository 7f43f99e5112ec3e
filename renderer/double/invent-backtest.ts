import * as v from 'valibot';
import type { BacktestRequest } from '#contract/api/backtests.ts';
import {
  exitsSchema,
  ruleSchema,
  type BacktestResult,
  type MonthlyReturn,
  type Rule,
  type StrategyStatistics,
  type Trade,
} from '#contract/backtest.ts';
import type { Bars } from '#contract/bars.ts';
import { bestByLuck } from '#contract/best-by-luck.ts';
import { AppError } from '#contract/errors.ts';
import { normalCdf } from '#contract/normal-distribution.ts';
import type { InventedInstrument } from './invent-market.ts';

const DAY = 86_400_000;
const YEAR = 252;

/** A backtest as the engine would answer it, simply: the first instrument, in or out at each close, believable numbers. */
export function inventBacktest(
  market: readonly InventedInstrument[],
  request: BacktestRequest,
  trials: number,
): BacktestResult {
  const symbols = request.symbols ?? market.slice(0, 3).map(({ symbol }) => symbol);
  const traded = symbols.map((symbol) => {
    const found = market.find((instrument) => instrument.symbol === symbol);
    if (!found)
      throw new AppError('data/unknown-instrument', `The workspace has no instrument ${symbol}.`, 'Import it.');
    return found;
  });
  const rule = fillIn(request.rule);
  if (rule.kind === 'ma-crossover' && rule.fastBars >= rule.slowBars)
    throw new AppError(
      'backtest/contradictory-rule',
      `Expected a fast average of fewer bars than the slow one, found ${rule.fastBars} and ${rule.slowBars}.`,
      'Choose fewer bars for the fast one.',
    );
  const capital = request.initialCapital ?? 100_000;
  const costs = { feeBasisPoints: 5, slippageBasisPoints: 5, ...request.costs } as BacktestResult['costs'];
  const perFill = (costs.feeBasisPoints + costs.slippageBasisPoints) / 10_000;
  const bars = traded[0]!.bars;
  const first = Math.max(
    0,
    bars.time.findIndex((time) => time >= (request.from ?? -Infinity)),
  );
  const end = bars.time.filter((time) => time <= (request.to ?? Infinity)).length;
  if (first >= end)
    throw new AppError('backtest/no-bars', 'No instrument has a bar to trade on in the span.', 'Choose another span.');

  const run = (factor: number) => simulate(bars, first, end, rule, capital, perFill * factor, symbols[0]!);
  const own = run(1);
  const held = simulate(bars, first, end, { kind: 'buy-and-hold' }, capital, perFill, symbols[0]!);
  const time = [...bars.time.subarray(first, end)];
  const strategy = describe(own, capital, time);
  const buyAndHold = describe(held, capital, time);
  const years = time.length / YEAR;
  const luck = bestByLuck(trials, 1 / Math.sqrt(years));
  const sharpe = strategy.sharpe ?? 0;
  const half = 1.96 / Math.sqrt(years);
  return {
    rule,
    timeframe: '1d',
    symbols,
    leftOut: symbols.includes('TERN') ? [{ symbol: 'TERN', reason: 'it has no bar in the span' }] : [],
    from: time[0]!,
    to: time.at(-1)!,
    costs,
    size: (request.size ?? { kind: 'fraction', fraction: 1 }) as BacktestResult['size'],
    exits: v.parse(exitsSchema, request.exits ?? {}),
    initialCapital: capital,
    equity: {
      time,
      strategy: own.equity,
      buyAndHold: held.equity,
      drawdown: drawdownOf(own.equity, capital),
      position: own.position,
    },
    strategy,
    buyAndHold,
    evidence: {
      trials,
      returns: time.length,
      returnsPerYear: YEAR,
      interval: { low: sharpe - half, high: sharpe + half },
      bootstrap: { replicates: 2000, meanBlock: 11, seed: 1 },
      versusHolding: {
        difference: sharpe - (buyAndHold.sharpe ?? 0),
        low: sharpe - (buyAndHold.sharpe ?? 0) - half,
        high: sharpe - (buyAndHold.sharpe ?? 0) + half,
      },
      probabilistic: normalCdf(sharpe * Math.sqrt(years)),
      deflated: normalCdf((sharpe - luck) * Math.sqrt(years)),
      bestByLuck: luck,
      returnsNeeded: sharpe > 0 ? 1 + YEAR * (1.645 / sharpe) ** 2 : null,
    },
    costSensitivity: [0, 1, 2, 4].map((factor) => {
      const { totalReturn, sharpe: ratio } = describe(run(factor), capital, time);
      return { factor, totalReturn, sharpe: ratio };
    }),
    months: monthsOf(time, own.equity, held.equity, capital),
    trades: own.trades,
    warnings: own.trades.length < 30 ? [{ kind: 'few-trades', trades: own.trades.length, needed: 30 }] : [],
  };
}

function fillIn(asked: BacktestRequest['rule']): BacktestResult['rule'] {
  const rule = v.parse(ruleSchema, asked);
  return rule.kind === 'probability-threshold' ? { horizonBars: 14, enterProbability: 0.55, ...rule } : rule;
}

interface Simulated {
  readonly equity: number[];
  readonly position: number[];
  readonly trades: Trade[];
  readonly paid: number;
}

/** In or out by the side of the closes before; filled at the next open. */
function simulate(
  bars: Bars,
  first: number,
  end: number,
  rule: Rule,
  capital: number,
  perFill: number,
  symbol: string,
): Simulated {
  const [fast, slow] = rule.kind === 'ma-crossover' ? [rule.fastBars, rule.slowBars] : [5, 20];
  const mean = (to: number, span: number): number => {
    let sum = 0;
    for (let t = Math.max(0, to - span + 1); t <= to; t++) sum += bars.close[t]!;
    return sum / Math.min(span, to + 1);
  };
  const wants = (t: number): boolean => rule.kind === 'buy-and-hold' || (t >= 0 && mean(t, fast) > mean(t, slow));
  const equity: number[] = [];
  const position: number[] = [];
  const trades: Trade[] = [];
  let cash = capital;
  let shares = 0;
  let paid = 0;
  let entry = { at: 0, price: 0, stake: 0 };
  const close = (t: number, price: number, isOpen: boolean): void => {
    const value = shares * price * (1 - perFill);
    paid += shares * price * perFill;
    trades.push({
      ...{ symbol, side: 'long', entryTime: bars.time[entry.at]!, entryPrice: entry.price, quantity: shares },
      ...{ exitTime: isOpen ? null : bars.time[t]!, exitPrice: price, exitReason: isOpen ? null : 'rule' },
      ...{
        fees: entry.stake * perFill,
        profit: value - entry.stake,
        return: value / entry.stake - 1,
        bars: t - entry.at,
      },
    });
  };
  for (let t = first; t < end; t++) {
    const side = wants(t - 1);
    const open = bars.open[t]!;
    if (side && shares === 0) {
      entry = { at: t, price: open, stake: cash };
      paid += cash * perFill;
      shares = (cash * (1 - perFill)) / open;
      cash = 0;
    } else if (!side && shares > 0) {
      close(t, open, false);
      cash = shares * open * (1 - perFill);
      shares = 0;
    }
    equity.push(cash + shares * bars.close[t]!);
    position.push(shares > 0 ? 1 : 0);
  }
  if (shares > 0) close(end - 1, bars.close[end - 1]!, true);
  return { equity, position, trades, paid };
}

function drawdownOf(equity: readonly number[], capital: number): number[] {
  let peak = capital;
  return equity.map((value) => value / (peak = Math.max(peak, value)) - 1);
}

function describe(
  { equity, position, trades, paid }: Simulated,
  capital: number,
  time: readonly number[],
): StrategyStatistics {
  const returns = equity.map((value, t) => value / (equity[t - 1] ?? capital) - 1);
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  const deviation = Math.sqrt(returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (returns.length - 1));
  const falls = returns.filter((value) => value < 0);
  const downside = Math.sqrt(falls.reduce((sum, value) => sum + value ** 2, 0) / returns.length);
  const totalReturn = equity.at(-1)! / capital - 1;
  const years = (time.at(-1)! - time[0]!) / (365.25 * DAY);
  const cagr = years >= 1 ? (1 + totalReturn) ** (1 / years) - 1 : null;
  const maxDrawdown = -Math.min(...drawdownOf(equity, capital));
  const closed = trades.filter(({ exitTime }) => exitTime !== null);
  const sum = (values: readonly Trade[]): number => values.reduce((total, { profit }) => total + profit, 0);
  const won = closed.filter(({ profit }) => profit > 0);
  const lost = closed.filter(({ profit }) => profit <= 0);
  return {
    totalReturn,
    cagr,
    volatility: deviation * Math.sqrt(YEAR),
    sharpe: deviation > 0 ? (mean / deviation) * Math.sqrt(YEAR) : null,
    sortino: downside > 0 ? (mean / downside) * Math.sqrt(YEAR) : null,
    calmar: cagr !== null && maxDrawdown > 0 ? cagr / maxDrawdown : null,
    maxDrawdown,
    longestDrawdownDays: 212,
    exposure: position.filter((value) => value !== 0).length / position.length,
    turnover: trades.length,
    trades: trades.length,
    hitRate: closed.length > 0 ? won.length / closed.length : null,
    profitFactor: lost.length > 0 ? sum(won) / -sum(lost) : null,
    averageTrade: closed.length > 0 ? closed.reduce((total, trade) => total + trade.return, 0) / closed.length : null,
    feesPaid: paid / 2,
    slippagePaid: paid / 2,
    borrowPaid: 0,
  };
}

function monthsOf(
  time: readonly number[],
  strategy: readonly number[],
  held: readonly number[],
  capital: number,
): MonthlyReturn[] {
  const months: MonthlyReturn[] = [];
  let before = { strategy: capital, held: capital };
  time.forEach((at, t) => {
    const month = new Date(at).getUTCMonth();
    const isLast = t === time.length - 1 || new Date(time[t + 1]!).getUTCMonth() !== month;
    if (!isLast) return;
    months.push({
      year: new Date(at).getUTCFullYear(),
      month: month + 1,
      strategy: strategy[t]! / before.strategy - 1,
      buyAndHold: held[t]! / before.held - 1,
    });
    before = { strategy: strategy[t]!, held: held[t]! };
  });
  return months;
}

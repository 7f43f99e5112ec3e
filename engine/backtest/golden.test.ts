import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BacktestResult, Exits, PriceRule } from '#contract/backtest.ts';
import type { Costs } from '#contract/model-spec.ts';
import { openPriceMarket } from './price-market.ts';
import { runBacktest } from './run-backtest.ts';
import { plainSettings } from './settings.ts';
import { bestByLuck } from '#contract/best-by-luck.ts';
import { bootstrapSharpe } from './statistics/bootstrap-sharpe.ts';
import { minimumTrackRecord } from './statistics/minimum-track-record.ts';
import { addBlocks, makeBlockSums, overfittingProbability } from './statistics/overfitting-probability.ts';
import { probabilisticSharpe } from './statistics/probabilistic-sharpe.ts';
import { measureMoments } from './statistics/return-moments.ts';
import { sharpeRatio } from './statistics/sharpe-ratio.ts';

/** tools/golden-backtest.py wrote it, and says where each number is from. */
const golden = JSON.parse(readFileSync(new URL('../../tests/golden/backtest.json', import.meta.url), 'utf8')) as Golden;

interface Golden {
  readonly bars: Readonly<Record<'time' | 'open' | 'high' | 'low' | 'close', number[]>>;
  readonly rule: { readonly fastBars: number; readonly slowBars: number };
  readonly backtesting: Readonly<
    Record<
      'long' | 'short',
      {
        readonly feeBasisPoints: number;
        readonly trades: [side: number, entryBar: number, exitBar: number, entryPrice: number, exitPrice: number][];
        readonly totalReturn: number;
        readonly maxDrawdown: number;
        readonly longestDrawdownDays: number;
        readonly hitRate: number;
        readonly profitFactor: number;
      }
    >
  >;
  readonly vectorbt: {
    readonly costs: Costs;
    readonly capital: number;
    readonly trades: [entryBar: number, exitBar: number, entry: number, exit: number, size: number, profit: number][];
    readonly closed: number;
    readonly equity: number[];
    readonly sharpe: number;
    readonly sortino: number;
    readonly maxDrawdown: number;
    readonly profitFactor: number;
    readonly hitRate: number;
    readonly averageTrade: number;
    readonly byHand: Readonly<
      Record<'totalReturn' | 'cagr' | 'volatility' | 'sharpe' | 'sortino' | 'calmar' | 'maxDrawdown', number>
    >;
  };
  readonly byHand: {
    readonly costs: Costs;
    readonly exits: Omit<Exits, 'withinBar'>;
    readonly trades: [
      side: number,
      entryBar: number,
      exitBar: number,
      entry: number,
      exit: number,
      why: string,
      profit: number,
    ][];
    readonly equity: number[];
  };
  readonly evidence: {
    readonly returns: number[];
    readonly sharpe: number;
    readonly skewness: number;
    readonly kurtosis: number;
    readonly probabilistic: number;
    readonly above: [benchmark: number, probability: number][];
    readonly luck: [trials: number, deviation: number, ratio: number][];
    readonly deflated: [trials: number, deviation: number, probability: number];
    readonly returnsNeeded: number;
    readonly bootstrap: { readonly meanBlock: number; readonly low: number; readonly high: number };
  };
  readonly overfitting: {
    readonly returns: number[][];
    readonly blocks: number;
    readonly combinations: number;
    readonly probability: number;
    readonly lossProbability: number;
  };
}

const column = (name: keyof Golden['bars']): Float64Array => Float64Array.from(golden.bars[name]);
const bars = {
  ...{ time: column('time'), open: column('open'), high: column('high'), low: column('low'), close: column('close') },
  volume: column('close'),
};

function run(costs: Costs, part: { short?: boolean; exits?: Omit<Exits, 'withinBar'> } = {}): BacktestResult {
  const rule: PriceRule = { kind: 'ma-crossover', average: 'sma', ...golden.rule, short: part.short ?? false };
  const history = {
    instrument: { symbol: 'A', currency: 'XXX', simulated: true },
    ...{ timeframe: '1d' as const, bars, series: {}, dataHash: '' },
  };
  return runBacktest(
    openPriceMarket(rule, [history], {}),
    { ...plainSettings, costs, exits: { ...part.exits, withinBar: 'stop-first' } },
    { trials: 1 },
  );
}

const place = (time: number | null): number => (time === null ? -1 : golden.bars.time.indexOf(time));
const close = (value: number | null, expected: number, relative: number): void => {
  expect(Math.abs(value! - expected)).toBeLessThan(relative * Math.abs(expected));
};

describe.each(['long', 'short'] as const)('backtesting.py, %s', (side) => {
  const expected = golden.backtesting[side];
  const { trades, strategy } = run(
    { feeBasisPoints: expected.feeBasisPoints, slippageBasisPoints: 0 },
    { short: side === 'short' },
  );

  it('makes the same trades', () => {
    expect(expected.trades.length).toBeGreaterThan(10);
    const closed = trades.filter(({ exitTime }) => exitTime !== null);
    expect(
      closed.map((t) => [t.side === 'long' ? 1 : -1, place(t.entryTime), place(t.exitTime), t.entryPrice, t.exitPrice]),
    ).toEqual(expected.trades);
  });

  it('comes to the same return, drawdown and profit factor', () => {
    // It buys whole shares: the rest is rounding.
    close(strategy.totalReturn, expected.totalReturn, 1e-6);
    close(strategy.maxDrawdown, expected.maxDrawdown, 1e-6);
    close(strategy.profitFactor, expected.profitFactor, 1e-6);
    expect(strategy.hitRate).toBeCloseTo(expected.hitRate, 12);
    expect(strategy.longestDrawdownDays).toBe(expected.longestDrawdownDays);
  });
});

describe('vectorbt, with fee, slippage and spread', () => {
  const expected = golden.vectorbt;
  const { trades, strategy, equity } = run(expected.costs);

  it('makes the same trades', () => {
    expect(
      trades.map((t) => [place(t.entryTime), t.exitTime === null ? bars.time.length - 1 : place(t.exitTime)]),
    ).toEqual(expected.trades.map(([entryBar, exitBar]) => [entryBar, exitBar]));
    expected.trades.forEach(([, , entry, exit, size, profit], k) => {
      const trade = trades[k]!;
      close(trade.entryPrice, entry, 1e-12);
      close(trade.exitPrice, exit, 1e-12);
      close(trade.quantity, size, 1e-10);
      expect(Math.abs(trade.profit - profit)).toBeLessThan(1e-6);
    });
  });

  it('has the same equity at every close', () => {
    equity.strategy.forEach((value, t) => {
      close(value, expected.equity[t]!, 1e-10);
    });
  });

  it('comes to the same statistics', () => {
    close(strategy.sharpe, expected.sharpe, 1e-9);
    close(strategy.sortino, expected.sortino, 1e-9);
    close(strategy.maxDrawdown, expected.maxDrawdown, 1e-9);
    close(strategy.profitFactor, expected.profitFactor, 1e-7);
    close(strategy.averageTrade, expected.averageTrade, 1e-3);
    expect(strategy.hitRate).toBeCloseTo(expected.hitRate, 12);
    expect(trades.filter(({ exitTime }) => exitTime !== null)).toHaveLength(expected.closed);
  });

  it.each(Object.keys(expected.byHand) as (keyof typeof expected.byHand)[])('by hand: %s', (name) => {
    close(strategy[name], expected.byHand[name], 1e-9);
  });
});

describe('a loop by hand, with stop, target and holding limit', () => {
  const { costs, exits, trades: expected, equity: curve } = golden.byHand;
  const { trades, equity } = run(costs, { short: true, exits });

  it('makes the same trades for the same reasons', () => {
    const closed = trades.filter(({ exitTime }) => exitTime !== null);
    expect(
      closed.map((t) => [t.side === 'long' ? 1 : -1, place(t.entryTime), place(t.exitTime), t.exitReason]),
    ).toEqual(expected.map(([side, entryBar, exitBar, , , why]) => [side, entryBar, exitBar, why]));
    expect(new Set(expected.map(([, , , , , why]) => why)).size).toBe(4);
    expected.forEach(([, , , entry, exit, , profit], k) => {
      close(closed[k]!.entryPrice, entry, 1e-12);
      close(closed[k]!.exitPrice, exit, 1e-12);
      expect(Math.abs(closed[k]!.profit - profit)).toBeLessThan(1e-6);
    });
  });

  it('has the same equity at every close', () => {
    equity.strategy.forEach((value, t) => {
      close(value, curve[t]!, 1e-11);
    });
  });
});

describe('what stands behind a Sharpe ratio', () => {
  const { evidence } = golden;
  const returns = Float64Array.from(evidence.returns);
  const moments = measureMoments(returns);

  it('scipy: moments, PSR, DSR, MinTRL', () => {
    close(moments.skewness, evidence.skewness, 1e-9);
    close(moments.kurtosis, evidence.kurtosis, 1e-9);
    close(sharpeRatio(moments), evidence.sharpe, 1e-11);
    close(probabilisticSharpe(moments), evidence.probabilistic, 1e-10);
    for (const [benchmark, probability] of evidence.above) {
      close(probabilisticSharpe(moments, benchmark), probability, 1e-9);
    }
    for (const [trials, deviation, ratio] of evidence.luck) close(bestByLuck(trials, deviation), ratio, 1e-10);
    const [trials, deviation, probability] = evidence.deflated;
    close(probabilisticSharpe(moments, bestByLuck(trials, deviation)), probability, 1e-8);
    close(minimumTrackRecord(moments), evidence.returnsNeeded, 1e-9);
    expect(bestByLuck(1, 1)).toBe(0);
    expect(minimumTrackRecord(moments, 0.95, 1)).toBeNull();
  });

  it('arch: the stationary bootstrap, as near as chance lets two of them be', () => {
    const { meanBlock, low, high } = evidence.bootstrap;
    const interval = bootstrapSharpe(returns, { replicates: 20_000, meanBlock, seed: 1 })!;
    // The ends of 20,000 replicates vary by about 1 % of the width.
    expect(Math.abs(interval.low - low)).toBeLessThan(0.02 * (high - low));
    expect(Math.abs(interval.high - high)).toBeLessThan(0.02 * (high - low));
  });

  it('the stationary bootstrap sees what hangs together: longer blocks of a trending series spread wider', () => {
    const trending = Float64Array.from({ length: 600 }, (_, t) => Math.sin(t / 20) + 0.1 * ((t * 7919) % 13));
    const width = (meanBlock: number): number => {
      const { low, high } = bootstrapSharpe(trending, { replicates: 2000, meanBlock, seed: 3 })!;
      return high - low;
    };
    expect(width(20)).toBeGreaterThan(1.8 * width(1));
  });

  it.each([
    ['fewer than 20 returns', Float64Array.from({ length: 19 }, (_, t) => t)],
    ['returns that do not vary', new Float64Array(100).fill(0.001)],
  ])('has no interval of %s', (_, few) => {
    expect(bootstrapSharpe(few, { replicates: 100, meanBlock: 2, seed: 1 })).toBeNull();
  });
});

it('itertools: the probability of overfitting', () => {
  const { returns, blocks, combinations, probability, lossProbability } = golden.overfitting;
  const sums = makeBlockSums(returns.length, blocks);
  returns.forEach((cell, c) => {
    addBlocks(sums, c, Float64Array.from(cell));
  });
  const found = overfittingProbability(sums);
  expect(found).toMatchObject({ blocks, combinations });
  // Ratios that are equal but for rounding may share a rank in one and not in the other.
  expect(Math.abs(found.probability - probability)).toBeLessThanOrEqual(1 / combinations);
  expect(found.lossProbability).toBeCloseTo(lossProbability, 12);
});

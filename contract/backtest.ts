import * as v from 'valibot';
import { horizonSchema, modelReferenceSchema } from './api/models.ts';
import type { EpochMs, Timeframe } from './bars.ts';
import type { LeftOut } from './left-out.ts';
import type { Costs } from './model-spec.ts';

const barCount = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const percentile = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

/** Without it a rule is long or flat; with it also short. */
const short = v.optional(v.boolean(), false);

/**
 * What decides, after each close, which side is wanted from the next open on. Formulas and sources are in
 * engine/backtest/rules, one file a kind.
 */
export const ruleSchema = v.variant('kind', [
  /** Long while a model's P(up) is high, short while it is low. */
  v.strictObject({
    kind: v.literal('probability-threshold'),
    model: modelReferenceSchema,
    /** One of the model's horizons; the shortest where it is missing. */
    horizonBars: v.exactOptional(horizonSchema),
    /** The probability from which the model makes a call where it is missing. */
    enterProbability: v.exactOptional(probability),
    exitProbability: v.optional(probability, 0.5),
    short,
  }),
  /** Long while the fast average is above the slow one. */
  v.strictObject({
    kind: v.literal('ma-crossover'),
    average: v.optional(v.picklist(['sma', 'ema']), 'sma'),
    fastBars: v.optional(barCount, 50),
    slowBars: v.optional(barCount, 200),
    short,
  }),
  /** Long from an RSI below `oversold` until it is back at `exit`. */
  v.strictObject({
    kind: v.literal('rsi-reversal'),
    bars: v.optional(barCount, 14),
    oversold: v.optional(percentile, 30),
    exit: v.optional(percentile, 50),
    overbought: v.optional(percentile, 70),
    short,
  }),
  /** Long from a close above the channel of the last bars until one below a narrower channel. */
  v.strictObject({
    kind: v.literal('donchian-breakout'),
    enterBars: v.optional(barCount, 20),
    exitBars: v.optional(barCount, 10),
    short,
  }),
  v.strictObject({ kind: v.literal('buy-and-hold') }),
]);

export type Rule = v.InferOutput<typeof ruleSchema>;
export type RuleKind = Rule['kind'];
export type ForecastRule = Extract<Rule, { kind: 'probability-threshold' }>;
/** A rule that reads prices alone. */
export type PriceRule = Exclude<Rule, ForecastRule>;

/** How much of a sleeve's capital a position takes, costs included; never more than there is. */
export const sizeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('fraction'), fraction: v.pipe(v.number(), v.gtValue(0), v.maxValue(1)) }),
  /** In the currency of the capital, for each instrument. */
  v.strictObject({ kind: v.literal('amount'), amount: v.pipe(v.number(), v.gtValue(0), v.finite()) }),
  /**
   * The fraction at which the position would have varied by `volatility` a year over the last `bars` bars, at most 1. No
   * position is taken before there are as many.
   */
  v.strictObject({
    kind: v.literal('volatility-target'),
    volatility: v.pipe(v.number(), v.gtValue(0), v.maxValue(10)),
    bars: v.optional(v.pipe(barCount, v.minValue(2)), 60),
  }),
]);
export type PositionSize = v.InferOutput<typeof sizeSchema>;

/** What closes a position before the rule does. Levels are counted from the open at which it was entered, before costs. */
export const exitsSchema = v.strictObject({
  /** A loss, as a fraction of the price. */
  stopLoss: v.exactOptional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  /** A gain, as a fraction of the price. */
  takeProfit: v.exactOptional(v.pipe(v.number(), v.gtValue(0), v.maxValue(100))),
  /** Closes over which a position is held at most. */
  maxBars: v.exactOptional(barCount),
  /** Which comes first where stop and target lie within one bar, whose path nobody knows. */
  withinBar: v.optional(v.picklist(['stop-first', 'target-first']), 'stop-first'),
});
export type Exits = v.InferOutput<typeof exitsSchema>;

/** What ended a trade: the rule, a level, the holding limit, or capital that was gone. */
export const exitReasons = ['rule', 'stop', 'target', 'max-bars', 'ruin'] as const;
export type ExitReason = (typeof exitReasons)[number];

export interface Trade {
  readonly symbol: string;
  readonly side: 'long' | 'short';
  readonly entryTime: EpochMs;
  /** Fill price, slippage and half the spread included. */
  readonly entryPrice: number;
  /** Null while the position is still open at the end; it is then valued at the last close. */
  readonly exitTime: EpochMs | null;
  readonly exitPrice: number;
  readonly exitReason: ExitReason | null;
  readonly quantity: number;
  /** Both fees, in currency. */
  readonly fees: number;
  /** After all costs, in currency. */
  readonly profit: number;
  /** Profit over the money put in. */
  readonly return: number;
  /** Closes at which the position was held. */
  readonly bars: number;
}

/** Formulas and sources are in engine/backtest/statistics, one file each. */
export interface StrategyStatistics {
  readonly totalReturn: number;
  /** Compound annual growth rate; null where the span is under a year, which nobody may annualise. */
  readonly cagr: number | null;
  /** Standard deviation of the returns, a year. */
  readonly volatility: number;
  /** Annualised, risk-free rate 0; null where the returns do not vary. */
  readonly sharpe: number | null;
  /** Null where no return lies below 0. */
  readonly sortino: number | null;
  /** CAGR over the largest drawdown; null where either is missing. */
  readonly calmar: number | null;
  /** Positive fraction of the peak. */
  readonly maxDrawdown: number;
  /** The longest time below a peak, in days; that which lasts at the end counts up to there. */
  readonly longestDrawdownDays: number;
  /** Share of bars with a position at the close. */
  readonly exposure: number;
  /** How many times the capital was bought and sold: half of what was traded over the mean equity. */
  readonly turnover: number;
  readonly trades: number;
  /** Share of closed trades with a profit; null without closed trades. */
  readonly hitRate: number | null;
  /** Profits over losses of closed trades; null where none lost. */
  readonly profitFactor: number | null;
  /** Mean return of closed trades; null without closed trades. */
  readonly averageTrade: number | null;
  readonly feesPaid: number;
  /** Slippage and half-spreads. */
  readonly slippagePaid: number;
  /** For borrowed shares. */
  readonly borrowPaid: number;
}

/** What a backtest cost and brought with its costs multiplied by `factor`. */
export interface CostSensitivity {
  readonly factor: number;
  readonly totalReturn: number;
  readonly sharpe: number | null;
}

/** What stands behind a Sharpe ratio. */
export interface SharpeEvidence {
  /** Trainings and backtests that this workspace has ever made, this one included; each cell of a grid is one. */
  readonly trials: number;
  /** Returns that the ratio was computed from: one a bar, or a day where bars are shorter. */
  readonly returns: number;
  readonly returnsPerYear: number;
  /** 95 % interval of the annualised ratio; null where the returns do not vary or are fewer than 20. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly bootstrap: { readonly replicates: number; readonly meanBlock: number; readonly seed: number };
  /**
   * The ratio minus that of buy & hold, annualised, with its 95 % interval: both are drawn together. Null where either does
   * not vary, or returns are fewer than 20.
   */
  readonly versusHolding: { readonly difference: number; readonly low: number; readonly high: number } | null;
  /** PSR: how probable a true ratio above 0 is; null where it is not known. */
  readonly probabilistic: number | null;
  /** DSR: the same above what the best of as many trials without skill would show. */
  readonly deflated: number | null;
  /** Annualised, the best of as many trials without skill. */
  readonly bestByLuck: number | null;
  /** MinTRL: returns that it takes until a ratio such as this is surely above 0 (95 %); null where it never is. */
  readonly returnsNeeded: number | null;
}

/** A number that is better than honest forecasts get; such a one nearly always comes from a leak, not from skill. */
export interface CeilingWarning {
  readonly kind: 'ceiling';
  readonly of: 'sharpe' | 'hit-rate' | 'cagr';
  readonly value: number;
  /** The highest value that raises no warning. */
  readonly ceiling: number;
  /** Whether the model's leak certificate passed, so that other causes are more likely; null where no model decides. */
  readonly certified: boolean | null;
}

export type BacktestWarning =
  | CeilingWarning
  /** A short position took all of a sleeve's capital; a broker would ask for more. */
  | { readonly kind: 'ruin'; readonly symbol: string; readonly time: EpochMs }
  /** So few closed trades say little. */
  | { readonly kind: 'few-trades'; readonly trades: number; readonly needed: number }
  /** Too short a span to annualise growth. */
  | { readonly kind: 'short-span'; readonly days: number };

export interface MonthlyReturn {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly strategy: number;
  readonly buyAndHold: number;
}

/** Columns on every time at which an instrument has a bar, ascending. */
export interface BacktestCurves {
  readonly time: readonly EpochMs[];
  /** In currency, at each close. */
  readonly strategy: readonly number[];
  readonly buyAndHold: readonly number[];
  /** Equity over its highest value so far, minus 1: 0 or negative. */
  readonly drawdown: readonly number[];
  /** Value of the positions over equity: negative where short, 0 where flat. */
  readonly position: readonly number[];
}

/** What would have been traded, beside buy & hold at the same costs. */
export interface BacktestResult {
  /** With everything that was left to defaults filled in. */
  readonly rule: Required<ForecastRule> | PriceRule;
  readonly timeframe: Timeframe;
  /** The instruments that the capital was shared out to. */
  readonly symbols: readonly string[];
  /** Instruments without a bar to decide on in the span; they get no capital, in either column. */
  readonly leftOut: readonly LeftOut[];
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly costs: Costs;
  readonly size: PositionSize;
  readonly exits: Exits;
  readonly initialCapital: number;
  readonly equity: BacktestCurves;
  readonly strategy: StrategyStatistics;
  readonly buyAndHold: StrategyStatistics;
  readonly evidence: SharpeEvidence;
  /** At 0, 1, 2 and 4 times the costs. */
  readonly costSensitivity: readonly CostSensitivity[];
  /** Calendar months in UTC. */
  readonly months: readonly MonthlyReturn[];
  readonly trades: readonly Trade[];
  readonly warnings: readonly BacktestWarning[];
}

/** A backtest in short: its settings and numbers, without what is as long as its history. */
export interface BacktestSummary extends Omit<BacktestResult, 'equity' | 'months' | 'trades'> {
  /** Equity at about sixty times, evenly over the bars, as a multiple of the capital. */
  readonly sparkline: readonly number[];
}

/** One parameter of a rule, and the values that a grid tries. */
export const gridAxisSchema = v.strictObject({
  parameter: v.pipe(v.string(), v.maxLength(40)),
  values: v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(1), v.maxLength(10_000)),
});
export type GridAxis = v.InferOutput<typeof gridAxisSchema>;

/** Probability of backtest overfitting, by combinatorially symmetric cross-validation. */
export interface Overfitting {
  /** PBO: how often the best half-sample choice was at or below the median on the other half. About 0.5 is noise. */
  readonly probability: number;
  /** How often that choice lost money on the other half. */
  readonly lossProbability: number;
  readonly blocks: number;
  readonly combinations: number;
}

/** A rule at all combinations of some of its parameters, as a matrix; the last axis varies fastest. */
export interface GridResult {
  readonly axes: readonly GridAxis[];
  /** Null where parameters do not go together, such as a fast average that is slower than the slow one. */
  readonly cells: {
    readonly totalReturn: readonly (number | null)[];
    readonly sharpe: readonly (number | null)[];
    readonly maxDrawdown: readonly (number | null)[];
    readonly trades: readonly (number | null)[];
  };
  /** Cells that were run. */
  readonly trials: number;
  /** Index of the cell with the highest Sharpe ratio. */
  readonly best: number;
  /** Null where there are too few cells or returns for it. */
  readonly overfitting: Overfitting | null;
  /** The best cell in full. Its evidence counts all cells as trials. */
  readonly result: BacktestResult;
}

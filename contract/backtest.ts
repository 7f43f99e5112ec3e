import type { EpochMs, Timeframe } from './bars.ts';
import type { LeftOut } from './left-out.ts';
import type { Costs } from './model-spec.ts';

export interface Trade {
  readonly symbol: string;
  readonly entryTime: EpochMs;
  /** Fill price, slippage included. */
  readonly entryPrice: number;
  /** Null while the position is still open at the end; it is then valued at the last close. */
  readonly exitTime: EpochMs | null;
  readonly exitPrice: number;
  readonly quantity: number;
  /** Both fees, in currency. */
  readonly fees: number;
  /** After fees, in currency. */
  readonly profit: number;
  /** Profit over the money put in. */
  readonly return: number;
  readonly bars: number;
}

export interface StrategyStatistics {
  readonly totalReturn: number;
  /** Compound annual growth rate; the total return where the span is under a year. */
  readonly cagr: number;
  /** Annualised mean over standard deviation of per-bar returns, risk-free rate 0. */
  readonly sharpe: number;
  /** Positive fraction of the peak. */
  readonly maxDrawdown: number;
  /** Share of bars with a position at the close. */
  readonly exposure: number;
  readonly trades: number;
  /** Share of closed trades with a profit; null without closed trades. */
  readonly hitRate: number | null;
  readonly feesPaid: number;
  readonly slippagePaid: number;
}

/** A number that is better than honest forecasts get; such a one nearly always comes from a leak, not from skill. */
export interface CeilingWarning {
  readonly of: 'sharpe' | 'hit-rate' | 'cagr';
  readonly value: number;
  /** The highest value that raises no warning. */
  readonly ceiling: number;
  /** Whether the model's leak certificate passed, so that other causes are more likely. */
  readonly certified: boolean;
}

/** What would have been traded from the first bar of the test slice on, beside buy & hold at the same costs. */
export interface BacktestResult {
  readonly model: { readonly name: string; readonly version: number };
  readonly timeframe: Timeframe;
  /** Of the forecasts that were traded. */
  readonly horizonBars: number;
  /** The instruments that the capital was shared out to. */
  readonly symbols: readonly string[];
  /** Instruments without a bar to forecast from in the test window; they get no capital, in either column. */
  readonly leftOut: readonly LeftOut[];
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly costs: Costs;
  readonly rule: { readonly enterProbability: number; readonly exitProbability: number };
  readonly initialCapital: number;
  readonly equity: {
    readonly time: readonly EpochMs[];
    readonly strategy: readonly number[];
    readonly buyAndHold: readonly number[];
  };
  readonly strategy: StrategyStatistics;
  readonly buyAndHold: StrategyStatistics;
  readonly trades: readonly Trade[];
  /** Numbers that look too good to be true; each host and language has words of its own for them. */
  readonly warnings: readonly CeilingWarning[];
}

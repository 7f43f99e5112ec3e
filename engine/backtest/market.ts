import type { BacktestResult, ForecastRule, PriceRule } from '#contract/backtest.ts';
import type { Bars, EpochMs, Timeframe } from '#contract/bars.ts';
import type { LeftOut } from '#contract/left-out.ts';
import { checkPrices } from './check-prices.ts';
import { cutBars } from './cut-bars.ts';
import { placeOrders } from './place-orders.ts';
import type { TradedInstrument } from './simulate.ts';
import { sizePositions } from './size-positions.ts';
import type { BacktestSettings } from './settings.ts';

/** A rule with everything that was left to defaults filled in. */
export type ResolvedRule = Required<ForecastRule> | PriceRule;

/** An instrument on which a rule can decide. */
export interface MarketInstrument {
  readonly symbol: string;
  /** The whole history, for indicators to warm up on. */
  readonly bars: Bars;
  /** Fills in the side that the rule wants after the close of each bar, and returns that of before the first. [bars] */
  readonly want: (rule: ResolvedRule, into: Int8Array) => number;
}

/** What is traded, when, and by which rule: prices alone, or a model's forecasts of them. */
export interface Market {
  readonly rule: ResolvedRule;
  readonly timeframe: Timeframe;
  readonly instruments: readonly MarketInstrument[];
  readonly leftOut: readonly LeftOut[];
  /** The span in which bars are traded. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Whether the leak certificate of the model passed; null where no model decides. */
  readonly certified: boolean | null;
}

/** An instrument's part of the span, with room for orders that each rule fills in anew. */
export interface SpanInstrument extends TradedInstrument {
  readonly decide: (rule: ResolvedRule) => void;
}

/** The instruments of a market within its span, without orders yet. Errors: backtest/bad-bars. */
export function openSpan({ instruments, from, to, timeframe }: Market, { size }: BacktestSettings): SpanInstrument[] {
  return instruments.map(({ symbol, bars: history, want }): SpanInstrument => {
    const { bars, first } = cutBars(history, from, to);
    const length = bars.time.length;
    checkPrices(symbol, bars);
    const sizing = sizePositions(size, history, timeframe);
    const wanted = new Int8Array(history.time.length);
    const orders = new Int8Array(length);
    return {
      symbol,
      bars,
      orders,
      sizing: { ...sizing, shares: sizing.shares?.subarray(first, first + length) ?? null },
      decide(rule) {
        const before = want(rule, wanted);
        placeOrders(wanted.subarray(first, first + length), first > 0 ? wanted[first - 1]! : before, orders);
      },
    };
  });
}

/** How a result names its market. */
export function describeMarket(market: Market): Pick<BacktestResult, 'rule' | 'timeframe' | 'symbols' | 'leftOut'> {
  const { rule, timeframe, instruments, leftOut } = market;
  return { rule, timeframe, symbols: instruments.map(({ symbol }) => symbol), leftOut };
}

import type { Trade } from '#contract/backtest.ts';
import type { Bars, EpochMs } from '#contract/bars.ts';
import type { Costs } from '#contract/model-spec.ts';
import { runSleeve, type Sleeve } from './sleeve.ts';

/** What decides; it is asked once after each close and sees that bar's number, so it can only look back by itself. */
export interface Strategy {
  /** Whether a position is wanted at each instrument's first open, as decided before the window. */
  readonly ordersBefore: boolean;
  /** Whether a position is wanted from the next open of the instrument on. */
  decide(instrument: number, bar: number, holding: boolean): boolean;
}

export interface SimulationInput {
  /** Bars within the window; calendars may differ. */
  readonly instruments: readonly { readonly symbol: string; readonly bars: Bars }[];
  readonly costs: Costs;
  readonly initialCapital: number;
  readonly strategy: Strategy;
}

export interface Simulation {
  /** Every time at which an instrument has a bar, ascending. [times] */
  readonly time: readonly EpochMs[];
  /** Sum of the sleeves. [times] */
  readonly equity: Float64Array;
  /** One per instrument, on its own calendar. */
  readonly sleeves: readonly Sleeve[];
  /** By entry time. */
  readonly trades: readonly Trade[];
}

/**
 * Runs a strategy over a portfolio of equal sleeves, one for each instrument: each is fully invested or flat on its
 * own (see sleeve.ts for the order of events within a bar), and nothing is moved between them. On a day on which an
 * instrument has no bar its sleeve keeps its last value, and its orders wait for its next bar.
 */
export function simulate({ instruments, costs, initialCapital, strategy }: SimulationInput): Simulation {
  const capital = initialCapital / instruments.length;
  const sleeves = instruments.map(({ symbol, bars }, i) =>
    runSleeve(symbol, bars, capital, costs, {
      ordersBefore: strategy.ordersBefore,
      decide: (bar, holding) => strategy.decide(i, bar, holding),
    }),
  );
  const time = [...new Set(instruments.flatMap(({ bars }) => Array.from(bars.time)))].sort((a, b) => a - b);
  const equity = new Float64Array(time.length);
  sleeves.forEach((sleeve, i) => {
    const { time: barTime } = instruments[i]!.bars;
    let next = 0;
    let value = capital;
    time.forEach((now, k) => {
      if (barTime[next] === now) value = sleeve.equity[next++]!;
      equity[k]! += value;
    });
  });
  const trades = sleeves.flatMap((sleeve) => sleeve.trades).sort((a, b) => a.entryTime - b.entryTime);
  return { time, equity, sleeves, trades };
}

/** Buys at each instrument's first open and keeps. */
export const buyAndHold: Strategy = { ordersBefore: true, decide: () => true };

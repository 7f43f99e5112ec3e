import type { Exits } from '#contract/backtest.ts';
import type { Bars } from '#contract/bars.ts';
import type { Charges } from './charges.ts';
import { makeColumns, runSleeve, type SleeveColumns, type SleeveTotals, type Sizing } from './sleeve.ts';
import { TradeTape } from './trade-tape.ts';

/** An instrument with what is to be done in it. */
export interface TradedInstrument {
  readonly symbol: string;
  /** Bars of the span; calendars may differ between instruments. */
  readonly bars: Bars;
  /** The side that is wanted from the open of each bar on. [bars] */
  readonly orders: Int8Array;
  readonly sizing: Sizing;
}

export interface SimulatedSleeve {
  readonly symbol: string;
  readonly bars: Bars;
  readonly columns: SleeveColumns;
  readonly totals: SleeveTotals;
  /** Its trades on the tape are those from `firstTrade` up to, and without, `endTrade`. */
  readonly firstTrade: number;
  readonly endTrade: number;
}

export interface Simulation {
  /** Every time at which an instrument has a bar, ascending. [times] */
  readonly time: Float64Array;
  /** Sum of the sleeves. [times] */
  readonly equity: Float64Array;
  readonly sleeves: readonly SimulatedSleeve[];
  readonly tape: TradeTape;
}

/**
 * Trades a portfolio of equal sleeves, one for each instrument: each takes its positions on its own (sleeve.ts has the
 * order of events within a bar), and nothing is moved between them. At a time at which an instrument has no bar its sleeve
 * keeps its last value, and its orders wait for its next bar.
 */
export function simulate(
  instruments: readonly TradedInstrument[],
  initialCapital: number,
  charges: Charges,
  exits: Exits,
): Simulation {
  const capital = initialCapital / instruments.length;
  const tape = new TradeTape();
  const sleeves = instruments.map(({ symbol, bars, orders, sizing }): SimulatedSleeve => {
    const firstTrade = tape.count;
    const columns = makeColumns(bars.time.length);
    const totals = runSleeve(bars, orders, capital, { charges, sizing, exits }, tape, columns);
    return { symbol, bars, columns, totals, firstTrade, endTrade: tape.count };
  });
  const time = joinTimes(instruments.map(({ bars }) => bars.time));
  const [only] = sleeves;
  if (sleeves.length === 1) return { time, equity: only!.columns.equity, sleeves, tape };
  const equity = new Float64Array(time.length);
  for (const { bars, columns } of sleeves) addSleeve(time, bars.time, columns.equity, capital, equity);
  return { time, equity, sleeves, tape };
}

/** Value of what is held over equity at each time: negative where short, 0 where flat. [times] */
export function measurePosition({ time, equity, sleeves }: Simulation): Float64Array {
  const position = new Float64Array(time.length);
  for (const { bars, columns } of sleeves) {
    const value = new Float64Array(bars.time.length);
    for (let t = 0; t < value.length; t++) value[t] = columns.quantity[t]! * bars.close[t]!;
    addSleeve(time, bars.time, value, 0, position);
  }
  for (let k = 0; k < position.length; k++) if (position[k] !== 0) position[k]! /= equity[k]!;
  return position;
}

/** All times of some calendars, ascending, each once. */
export function joinTimes(calendars: readonly Float64Array[]): Float64Array {
  if (calendars.length === 1) return calendars[0]!;
  const times = new Set<number>();
  for (const calendar of calendars) for (const time of calendar) times.add(time);
  return Float64Array.from(times).sort();
}

/** Adds a column on its own calendar to a sum on the joint one: `first` before its first bar, its last value in between. */
export function addSleeve(
  time: Float64Array,
  own: Float64Array,
  column: Float64Array,
  first: number,
  sum: Float64Array,
): void {
  let next = 0;
  let value = first;
  for (let k = 0; k < time.length; k++) {
    if (next < own.length && own[next] === time[k]) value = column[next++]!;
    sum[k]! += value;
  }
}

import { exitReasons, type ExitReason, type Trade } from '#contract/backtest.ts';
import type { Bars } from '#contract/bars.ts';

/** Why a trade ended, as the tape keeps it: the place among exitReasons. */
export const REASON = Object.fromEntries(exitReasons.map((reason, code) => [reason, code])) as Record<
  ExitReason,
  number
>;

/** A trade without an exit. */
export const OPEN = -1;

const FIRST_CAPACITY = 256;

/** Trades as columns that grow: a sleeve writes its own behind those of the sleeve before, and no trade is an object. */
export class TradeTape {
  /** Trades on the tape. [capacity] are the columns below. */
  count = 0;
  entryBar = new Int32Array(FIRST_CAPACITY);
  /** The bar at whose open, or within which, it was left; the last one of a trade that is still open. */
  exitBar = new Int32Array(FIRST_CAPACITY);
  /** 1 long, -1 short. */
  side = new Int8Array(FIRST_CAPACITY);
  /** REASON of the exit, or OPEN. */
  reason = new Int8Array(FIRST_CAPACITY);
  entryPrice = new Float64Array(FIRST_CAPACITY);
  exitPrice = new Float64Array(FIRST_CAPACITY);
  /** Shares, positive for a short position too. */
  quantity = new Float64Array(FIRST_CAPACITY);
  /** The money put in, costs of the entry included. */
  stake = new Float64Array(FIRST_CAPACITY);
  fees = new Float64Array(FIRST_CAPACITY);
  profit = new Float64Array(FIRST_CAPACITY);

  /** Makes room for at least one trade more. */
  grow(): void {
    const capacity = 2 * this.entryBar.length;
    this.entryBar = enlarge(this.entryBar, new Int32Array(capacity));
    this.exitBar = enlarge(this.exitBar, new Int32Array(capacity));
    this.side = enlarge(this.side, new Int8Array(capacity));
    this.reason = enlarge(this.reason, new Int8Array(capacity));
    this.entryPrice = enlarge(this.entryPrice, new Float64Array(capacity));
    this.exitPrice = enlarge(this.exitPrice, new Float64Array(capacity));
    this.quantity = enlarge(this.quantity, new Float64Array(capacity));
    this.stake = enlarge(this.stake, new Float64Array(capacity));
    this.fees = enlarge(this.fees, new Float64Array(capacity));
    this.profit = enlarge(this.profit, new Float64Array(capacity));
  }
}

function enlarge<T extends Int8Array | Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** One trade of the tape, for people. */
export function readTrade(tape: TradeTape, k: number, symbol: string, { time }: Bars): Trade {
  const entryBar = tape.entryBar[k]!;
  const exitBar = tape.exitBar[k]!;
  const isOpen = tape.reason[k] === OPEN;
  return {
    symbol,
    side: tape.side[k] === 1 ? 'long' : 'short',
    entryTime: time[entryBar]!,
    entryPrice: tape.entryPrice[k]!,
    exitTime: isOpen ? null : time[exitBar]!,
    exitPrice: tape.exitPrice[k]!,
    exitReason: isOpen ? null : exitReasons[tape.reason[k]!]!,
    quantity: tape.quantity[k]!,
    fees: tape.fees[k]!,
    profit: tape.profit[k]!,
    return: tape.profit[k]! / tape.stake[k]!,
    bars: countCloses(tape, k),
  };
}

/**
 * Closes at which a trade was held: those from its first bar up to the one before it was left. A stop, a target or ruin
 * within the bar of the entry leaves none.
 */
export function countCloses(tape: TradeTape, k: number): number {
  return tape.exitBar[k]! - tape.entryBar[k]! + (tape.reason[k] === OPEN ? 1 : 0);
}

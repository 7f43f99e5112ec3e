import type { Exits } from '#contract/backtest.ts';
import type { Bars } from '#contract/bars.ts';
import type { Charges } from './charges.ts';
import { OPEN, REASON, type TradeTape } from './trade-tape.ts';

/** A side that is wanted or held. */
export const LONG = 1;
export const FLAT = 0;
export const SHORT = -1;

/** No side is kept from being entered. */
const NONE = 2;

/** How much of the capital a position takes: the smaller of a share of it and an amount. */
export interface Sizing {
  readonly share: number;
  /** Infinity where there is no limit. */
  readonly amount: number;
  /** The share by which bar it is entered at, instead of `share`; NaN or 0 enters nothing. [bars] */
  readonly shares: Float64Array | null;
}

export interface SleevePlan {
  readonly charges: Charges;
  readonly sizing: Sizing;
  readonly exits: Exits;
}

/** What became of a sleeve at each close; columns that the caller owns. [bars] */
export interface SleeveColumns {
  /** cash + quantity * close. */
  readonly equity: Float64Array;
  /** Not invested; of a short position, what its sale brought included. */
  readonly cash: Float64Array;
  /** Shares held, fractional, negative where short. */
  readonly quantity: Float64Array;
}

/** Sums over a whole sleeve, in currency. */
export interface SleeveTotals {
  readonly fees: number;
  readonly slippage: number;
  readonly borrowing: number;
  /** Value of all fills. */
  readonly traded: number;
}

/** Columns for a sleeve of so many bars. */
export function makeColumns(bars: number): SleeveColumns {
  return { equity: new Float64Array(bars), cash: new Float64Array(bars), quantity: new Float64Array(bars) };
}

/**
 * Runs one instrument's share of the capital through its bars. `orders[t]` is the side that is wanted from the open of
 * bar t on, decided before it. The order of events at bar t:
 *
 * 1. A short position held over from t-1 pays for its borrowed shares, on their value at the last close, over the time
 *    between the two bars.
 * 2. At the open: a position whose side is no longer wanted, or that was held over `maxBars` closes, is left; then the side
 *    that is wanted is entered. Nothing is bought or sold short at a price of zero; the order waits for the next bar.
 * 3. A position held over that opens beyond its stop or target is left at the open: a stop fills worse than its level, a
 *    target better.
 * 4. Within the bar, a stop or target that lies between low and high fills at its level. Where both do, the stop comes
 *    first, unless `withinBar` says otherwise: nobody knows the path of a bar, and the worse one is assumed.
 * 5. A short position that is still held, and that would take more than all capital to buy back at the high, is ruined: it
 *    is bought back with all there is, and the sleeve has nothing from then on. So is one that cost more at 2, 3 or 4.
 * 6. The sleeve is marked at the close, without the costs of a sale that has not happened.
 *
 * A position that a stop, a target or `maxBars` closed is not entered again until another side has been wanted. Every fill,
 * also of a stop or target, pays fee, slippage and half the spread. Levels are counted from the open at which a position
 * was entered, before costs, so that dearer costs never change which trades are made. Shares are bought so that the
 * money put in, costs included, is the size. An order after the last bar never fills; a position that is open then is a
 * trade without an exit, at the last close.
 *
 * The specification of this is plain-sleeve.test-data.ts; tests hold both against each other, bit by bit. Here nothing
 * is allocated, but for a tape that is full. Trades go behind those on the tape.
 */
export function runSleeve(
  bars: Bars,
  orders: Int8Array,
  capital: number,
  plan: SleevePlan,
  tape: TradeTape,
  into: SleeveColumns,
): SleeveTotals {
  return new SleeveRun(bars, capital, plan, tape).run(orders, into);
}

/** A class and no closures, for its numbers are then stored in place. */
class SleeveRun implements SleeveTotals {
  fees = 0;
  slippage = 0;
  borrowing = 0;
  traded = 0;
  readonly #bars: Bars;
  readonly #plan: SleevePlan;
  readonly #tape: TradeTape;
  readonly #fee: number;
  readonly #drift: number;
  #cash: number;
  /** Signed. */
  #quantity = 0;
  // Of the position that is held:
  #entryBar = 0;
  #entryPrice = 0;
  #entryFee = 0;
  #stake = 0;
  #cashBefore = 0;
  #stop = 0;
  #target = 0;

  constructor(bars: Bars, capital: number, plan: SleevePlan, tape: TradeTape) {
    this.#bars = bars;
    this.#plan = plan;
    this.#tape = tape;
    this.#fee = plan.charges.fee;
    this.#drift = plan.charges.drift;
    this.#cash = capital;
  }

  run(orders: Int8Array, { equity, cash, quantity }: SleeveColumns): this {
    const { time, open, high, low, close } = this.#bars;
    const { exits, charges } = this.#plan;
    const { borrowPerMs } = charges;
    const length = close.length;
    const stops = exits.stopLoss !== undefined || exits.takeProfit !== undefined;
    const targetFirst = exits.withinBar === 'target-first';
    const maxBars = exits.maxBars ?? Infinity;
    let side = FLAT;
    let kept = NONE;
    for (let t = 0; t < length; t++) {
      const wanted = orders[t]!;
      if (wanted !== kept) kept = NONE;
      if (side !== FLAT) {
        if (side === SHORT && borrowPerMs > 0)
          this.#payForShares(close[t - 1]! * borrowPerMs * (time[t]! - time[t - 1]!));
        if (wanted !== side) {
          this.#leave(t, open[t]!, REASON.rule);
          side = FLAT;
        } else if (t - this.#entryBar >= maxBars) {
          this.#leave(t, open[t]!, REASON['max-bars']);
          kept = side;
          side = FLAT;
        }
      }
      if (side === FLAT) {
        if (wanted !== FLAT && wanted !== kept && this.#enter(t, open[t]!, wanted)) side = wanted;
      }
      if (side !== FLAT && stops) {
        const held = this.#entryBar < t;
        const stop = this.#stop;
        const target = this.#target;
        const stopAtOpen = side === LONG ? open[t]! <= stop : open[t]! >= stop;
        const targetAtOpen = side === LONG ? open[t]! >= target : open[t]! <= target;
        const stopWithin = side === LONG ? low[t]! <= stop : high[t]! >= stop;
        const targetWithin = side === LONG ? high[t]! >= target : low[t]! <= target;
        let price = NaN;
        let reason = OPEN;
        if (held && stopAtOpen) {
          price = open[t]!;
          reason = REASON.stop;
        } else if (held && targetAtOpen) {
          price = open[t]!;
          reason = REASON.target;
        } else if (stopWithin && !(targetFirst && targetWithin)) {
          price = stop;
          reason = REASON.stop;
        } else if (targetWithin) {
          price = target;
          reason = REASON.target;
        }
        if (reason !== OPEN) {
          this.#leave(t, price, reason);
          kept = side;
          side = FLAT;
        }
      }
      if (side === SHORT) {
        const worst = high[t]! > close[t]! ? high[t]! : close[t]!;
        const reach = this.#cash / (-this.#quantity * (1 + this.#drift) * (1 + this.#fee));
        if (worst >= reach) {
          this.#leave(t, open[t]! > reach ? open[t]! : reach, REASON.ruin);
          side = FLAT;
        }
      }
      cash[t] = this.#cash;
      quantity[t] = this.#quantity;
      equity[t] = this.#cash + this.#quantity * close[t]!;
    }
    if (side !== FLAT) {
      const last = length - 1;
      this.#record(last, close[last]!, OPEN, 0, equity[last]! - this.#cashBefore);
    }
    return this;
  }

  #payForShares(rent: number): void {
    const paid = -this.#quantity * rent;
    this.#cash -= paid;
    this.borrowing += paid;
  }

  /** Enters at a price of the bar; false where there is nothing to enter with or at. */
  #enter(t: number, raw: number, side: number): boolean {
    const { sizing, exits } = this.#plan;
    const share = sizing.shares === null ? sizing.share : sizing.shares[t]!;
    const stake = Math.min(this.#cash * share, sizing.amount);
    if (!(stake > 0) || !(raw > 0)) return false;
    const shares = stake / (raw * (1 + this.#drift) * (1 + this.#fee));
    const price = raw * (1 + side * this.#drift);
    const fee = shares * price * this.#fee;
    this.#entryBar = t;
    this.#entryPrice = price;
    this.#entryFee = fee;
    this.#stake = stake;
    this.#cashBefore = this.#cash;
    this.#quantity = side * shares;
    if (side === LONG) this.#cash -= stake;
    else this.#cash += shares * price - fee;
    const { stopLoss, takeProfit } = exits;
    this.#stop = stopLoss === undefined ? (side === LONG ? -Infinity : Infinity) : raw - side * (raw * stopLoss);
    this.#target = takeProfit === undefined ? (side === LONG ? Infinity : -Infinity) : raw + side * (raw * takeProfit);
    this.fees += fee;
    this.slippage += shares * raw * this.#drift;
    this.traded += shares * price;
    return true;
  }

  /** Leaves at a price of the bar. */
  #leave(t: number, raw: number, reason: number): void {
    const side = this.#quantity > 0 ? LONG : SHORT;
    const shares = side * this.#quantity;
    const price = raw * (1 - side * this.#drift);
    const fee = shares * price * this.#fee;
    let cash = side === LONG ? this.#cash + (shares * price - fee) : this.#cash - (shares * price + fee);
    let why = reason;
    if (reason === REASON.ruin || cash < 0) {
      cash = 0;
      why = REASON.ruin;
    }
    this.#cash = cash;
    this.fees += fee;
    this.slippage += shares * raw * this.#drift;
    this.traded += shares * price;
    this.#record(t, price, why, fee, cash - this.#cashBefore);
    this.#quantity = 0;
  }

  #record(t: number, price: number, reason: number, fee: number, profit: number): void {
    const tape = this.#tape;
    const k = tape.count++;
    if (k === tape.entryBar.length) tape.grow();
    tape.entryBar[k] = this.#entryBar;
    tape.exitBar[k] = t;
    tape.side[k] = this.#quantity > 0 ? LONG : SHORT;
    tape.reason[k] = reason;
    tape.entryPrice[k] = this.#entryPrice;
    tape.exitPrice[k] = price;
    tape.quantity[k] = Math.abs(this.#quantity);
    tape.stake[k] = this.#stake;
    tape.fees[k] = this.#entryFee + fee;
    tape.profit[k] = profit;
  }
}

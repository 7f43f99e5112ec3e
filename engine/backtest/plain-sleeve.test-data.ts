import type { ExitReason, Trade } from '#contract/backtest.ts';
import type { Bars } from '#contract/bars.ts';
import type { SleevePlan } from './sleeve.ts';

/** A position that is held. `levels` are prices of bars. */
interface Position {
  readonly side: 1 | -1;
  readonly shares: number;
  readonly entryBar: number;
  readonly entryPrice: number;
  readonly entryFee: number;
  readonly stake: number;
  readonly cashBefore: number;
  readonly stop: number;
  readonly target: number;
}

export interface PlainSleeve {
  readonly equity: number[];
  readonly cash: number[];
  readonly quantity: number[];
  readonly trades: Trade[];
  readonly fees: number;
  readonly slippage: number;
  readonly borrowing: number;
  readonly traded: number;
}

/**
 * The specification of sleeve.ts, where the order of events is written down: one event after the other, an object for
 * every position and trade, nothing that is there for speed. Both must agree in every bit.
 */
export function runPlainSleeve(
  bars: Bars,
  orders: ArrayLike<number>,
  capital: number,
  { charges, sizing, exits }: SleevePlan,
): PlainSleeve {
  const result = { equity: [], cash: [], quantity: [], trades: [], fees: 0, slippage: 0, borrowing: 0, traded: 0 } as {
    -readonly [K in keyof PlainSleeve]: PlainSleeve[K];
  };
  let cash = capital;
  let position = null as Position | null;
  /** The side that a stop, a target or the holding limit closed, until another one is wanted. */
  let keptOut = null as number | null;

  for (let t = 0; t < bars.time.length; t++) {
    const bar = { open: bars.open[t]!, high: bars.high[t]!, low: bars.low[t]!, close: bars.close[t]! };
    const wanted = orders[t]!;
    if (wanted !== keptOut) keptOut = null;

    // 1. Borrowed shares.
    if (position?.side === -1 && charges.borrowPerMs > 0) {
      const rent = bars.close[t - 1]! * charges.borrowPerMs * (bars.time[t]! - bars.time[t - 1]!);
      cash -= position.shares * rent;
      result.borrowing += position.shares * rent;
    }

    // 2. Orders at the open.
    if (position && wanted !== position.side) {
      leave(t, bar.open, 'rule');
    } else if (position && t - position.entryBar >= (exits.maxBars ?? Infinity)) {
      keptOut = position.side;
      leave(t, bar.open, 'max-bars');
    }
    if (!position && (wanted === 1 || wanted === -1) && wanted !== keptOut) enter(t, bar.open, wanted);

    // 3. and 4. Stop and target.
    const exit = position && findLevel(position, bar, position.entryBar < t);
    if (position && exit) {
      keptOut = position.side;
      leave(t, exit.price, exit.reason);
    }

    // 5. Ruin.
    if (position?.side === -1) {
      const affordable = cash / (position.shares * (1 + charges.drift) * (1 + charges.fee));
      if (Math.max(bar.high, bar.close) >= affordable) leave(t, Math.max(bar.open, affordable), 'ruin');
    }

    // 6. The mark.
    const quantity: number = position ? position.side * position.shares : 0;
    result.cash.push(cash);
    result.quantity.push(quantity);
    result.equity.push(cash + quantity * bar.close);
  }
  if (position) {
    const last = bars.time.length - 1;
    addTrade(position, last, bars.close[last]!, null, 0, result.equity[last]! - position.cashBefore);
  }
  return result;

  function findLevel(
    { side, stop, target }: Position,
    bar: { open: number; high: number; low: number },
    isHeldOver: boolean,
  ): { price: number; reason: ExitReason } | null {
    const [worst, best] = side === 1 ? [bar.low, bar.high] : [bar.high, bar.low];
    const reachesStop = (price: number): boolean => side * price <= side * stop;
    const reachesTarget = (price: number): boolean => side * price >= side * target;
    if (isHeldOver && reachesStop(bar.open)) return { price: bar.open, reason: 'stop' };
    if (isHeldOver && reachesTarget(bar.open)) return { price: bar.open, reason: 'target' };
    const both = [
      ...(reachesStop(worst) ? [{ price: stop, reason: 'stop' as const }] : []),
      ...(reachesTarget(best) ? [{ price: target, reason: 'target' as const }] : []),
    ];
    return (exits.withinBar === 'target-first' ? both.at(-1) : both[0]) ?? null;
  }

  function enter(t: number, open: number, side: 1 | -1): void {
    const share = sizing.shares ? sizing.shares[t]! : sizing.share;
    const stake = Math.min(cash * share, sizing.amount);
    if (!(stake > 0) || !(open > 0)) return;
    const shares = stake / (open * (1 + charges.drift) * (1 + charges.fee));
    const price = open * (1 + side * charges.drift);
    const fee = shares * price * charges.fee;
    const { stopLoss, takeProfit } = exits;
    position = {
      ...{ side, shares, entryBar: t, entryPrice: price, entryFee: fee, stake, cashBefore: cash },
      stop: stopLoss === undefined ? -side * Infinity : open - side * (open * stopLoss),
      target: takeProfit === undefined ? side * Infinity : open + side * (open * takeProfit),
    };
    cash = side === 1 ? cash - stake : cash + (shares * price - fee);
    payCosts(shares, open, price, fee);
  }

  function leave(t: number, raw: number, reason: ExitReason): void {
    if (!position) throw new Error('expected a position');
    const { side, shares, cashBefore } = position;
    const price = raw * (1 - side * charges.drift);
    const fee = shares * price * charges.fee;
    cash = side === 1 ? cash + (shares * price - fee) : cash - (shares * price + fee);
    const isRuined = reason === 'ruin' || cash < 0;
    if (isRuined) cash = 0;
    payCosts(shares, raw, price, fee);
    addTrade(position, t, price, isRuined ? 'ruin' : reason, fee, cash - cashBefore);
    position = null;
  }

  function payCosts(shares: number, raw: number, price: number, fee: number): void {
    result.fees += fee;
    result.slippage += shares * raw * charges.drift;
    result.traded += shares * price;
  }

  function addTrade(
    of: Position,
    t: number,
    price: number,
    reason: ExitReason | null,
    fee: number,
    profit: number,
  ): void {
    result.trades.push({
      symbol: 'A',
      side: of.side === 1 ? 'long' : 'short',
      entryTime: bars.time[of.entryBar]!,
      entryPrice: of.entryPrice,
      exitTime: reason === null ? null : bars.time[t]!,
      exitPrice: price,
      exitReason: reason,
      quantity: of.shares,
      fees: of.entryFee + fee,
      profit,
      return: profit / of.stake,
      bars: t - of.entryBar + (reason === null ? 1 : 0),
    });
  }
}

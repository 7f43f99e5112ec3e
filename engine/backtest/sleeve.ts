import type { Trade } from '#contract/backtest.ts';
import type { Bars } from '#contract/bars.ts';
import type { Costs } from '#contract/model-spec.ts';

/** One instrument's share of the capital, and what became of it; columns are per bar of the instrument. */
export interface Sleeve {
  /** Value at each close. [bars] */
  readonly equity: Float64Array;
  /** Not invested at each close. [bars] */
  readonly cash: Float64Array;
  /** Held at each close, in fractional shares. [bars] */
  readonly quantity: Float64Array;
  readonly trades: readonly Trade[];
  readonly feesPaid: number;
  readonly slippagePaid: number;
}

interface Entry {
  readonly bar: number;
  readonly price: number;
  readonly quantity: number;
  readonly fee: number;
}

/**
 * Runs one sleeve, fully invested or flat, through its bars. The order of events at bar t:
 *
 * 1. The order decided after the close of t-1, if any, fills at the open of t: slippage moves the price against the
 *    order, the fee is charged on the traded value. A purchase spends all cash, the fee included.
 * 2. The sleeve is marked at the close of t.
 * 3. The strategy sees bar t and decides whether it wants a position from the next open on.
 *
 * `ordersBefore` is a decision from before the first bar. An order after the last bar never fills. A position that is
 * open at the end is a trade without an exit, valued at the last close, free of the costs of a sale that did not happen.
 */
export function runSleeve(
  symbol: string,
  bars: Bars,
  capital: number,
  costs: Costs,
  strategy: { readonly ordersBefore: boolean; readonly decide: (bar: number, holding: boolean) => boolean },
): Sleeve {
  const feeRate = costs.feeBasisPoints / 10_000;
  const slippageRate = costs.slippageBasisPoints / 10_000;
  const length = bars.time.length;
  const equity = new Float64Array(length);
  const cashAtClose = new Float64Array(length);
  const quantityAtClose = new Float64Array(length);
  const trades: Trade[] = [];
  let cash = capital;
  let entry: Entry | null = null;
  let wanted = strategy.ordersBefore;
  let feesPaid = 0;
  let slippagePaid = 0;

  for (let t = 0; t < length; t++) {
    const open = bars.open[t]!;
    if (wanted && entry === null) {
      const price = open * (1 + slippageRate);
      const quantity = cash / (price * (1 + feeRate));
      const fee = quantity * price * feeRate;
      entry = { bar: t, price, quantity, fee };
      cash = 0;
      feesPaid += fee;
      slippagePaid += quantity * (price - open);
    } else if (!wanted && entry !== null) {
      const price = open * (1 - slippageRate);
      const fee = entry.quantity * price * feeRate;
      cash = entry.quantity * price - fee;
      feesPaid += fee;
      slippagePaid += entry.quantity * (open - price);
      trades.push(closeTrade(symbol, bars, entry, { time: bars.time[t]!, price, fee, bars: t - entry.bar }));
      entry = null;
    }
    const quantity: number = entry === null ? 0 : entry.quantity;
    cashAtClose[t] = cash;
    quantityAtClose[t] = quantity;
    equity[t] = cash + quantity * bars.close[t]!;
    wanted = strategy.decide(t, entry !== null);
  }
  if (entry !== null) {
    const price = bars.close[length - 1]!;
    trades.push(closeTrade(symbol, bars, entry, { time: null, price, fee: 0, bars: length - entry.bar }));
  }
  return { equity, cash: cashAtClose, quantity: quantityAtClose, trades, feesPaid, slippagePaid };
}

/** `bars` of the exit counts the closes at which the position was held. */
function closeTrade(
  symbol: string,
  bars: Bars,
  entry: Entry,
  exit: { readonly time: number | null; readonly price: number; readonly fee: number; readonly bars: number },
): Trade {
  const paid = entry.quantity * entry.price + entry.fee;
  const profit = entry.quantity * exit.price - exit.fee - paid;
  return {
    symbol,
    entryTime: bars.time[entry.bar]!,
    entryPrice: entry.price,
    exitTime: exit.time,
    exitPrice: exit.price,
    quantity: entry.quantity,
    fees: entry.fee + exit.fee,
    profit,
    return: profit / paid,
    bars: exit.bars,
  };
}

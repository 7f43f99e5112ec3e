import { OPEN, type TradeTape } from '../trade-tape.ts';

/**
 * Average trade: mean of profit / money put in over closed trades, after all costs; null without closed trades.
 * Source: "average trade", Pardo 2008, The Evaluation and Optimization of Trading Strategies, chapter 12, as a return.
 */
export function averageTrade({ count, reason, profit, stake }: TradeTape): number | null {
  let closed = 0;
  let sum = 0;
  for (let k = 0; k < count; k++) {
    if (reason[k] === OPEN) continue;
    closed++;
    sum += profit[k]! / stake[k]!;
  }
  return closed === 0 ? null : sum / closed;
}

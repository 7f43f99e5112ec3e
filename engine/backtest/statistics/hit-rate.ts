import { OPEN, type TradeTape } from '../trade-tape.ts';

/**
 * Hit rate: closed trades with a profit after all costs / closed trades, in [0, 1]; null without closed trades.
 * A position that is still open has not hit anything yet.
 * Source: "percent profitable", Pardo 2008, The Evaluation and Optimization of Trading Strategies, chapter 12.
 */
export function hitRate({ count, reason, profit }: TradeTape): number | null {
  let closed = 0;
  let hits = 0;
  for (let k = 0; k < count; k++) {
    if (reason[k] === OPEN) continue;
    closed++;
    if (profit[k]! > 0) hits++;
  }
  return closed === 0 ? null : hits / closed;
}

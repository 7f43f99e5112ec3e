import type { Trade } from '#contract/backtest.ts';

/**
 * Hit rate: closed trades with a profit after all costs / closed trades, in [0, 1]; null without closed trades.
 * A position that is still open has not hit anything yet.
 * Source: "percent profitable", Pardo 2008, The Evaluation and Optimization of Trading Strategies, chapter 12.
 */
export function hitRate(trades: readonly Trade[]): number | null {
  const closed = trades.filter((trade) => trade.exitTime !== null);
  return closed.length === 0 ? null : closed.filter((trade) => trade.profit > 0).length / closed.length;
}

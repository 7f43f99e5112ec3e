import { OPEN, type TradeTape } from '../trade-tape.ts';

/**
 * Profit factor: sum of the profits of closed trades that won / sum of the losses of those that lost, after all costs; null
 * where none lost. Source: Pardo 2008, The Evaluation and Optimization of Trading Strategies, chapter 12.
 */
export function profitFactor({ count, reason, profit }: TradeTape): number | null {
  let won = 0;
  let lost = 0;
  for (let k = 0; k < count; k++) {
    if (reason[k] === OPEN) continue;
    if (profit[k]! > 0) won += profit[k]!;
    else lost -= profit[k]!;
  }
  return lost > 0 ? won / lost : null;
}

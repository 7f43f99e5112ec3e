import type { PriceRule } from '#contract/backtest.ts';
import type { Indicators } from '../indicators.ts';
import { FLAT, LONG, SHORT } from '../sleeve.ts';

/**
 * Against the move: long from an RSI below `oversold` until it is at `exit` or above; with `short`, short from one above
 * `overbought` until it is at `exit` or below; flat before there is an RSI. Source: Wilder 1978, New Concepts in
 * Technical Trading Systems, section VI.
 * `into`: the side that is wanted after the close of each bar. [bars]
 */
export function wantByRsi(
  rule: Extract<PriceRule, { kind: 'rsi-reversal' }>,
  indicators: Indicators,
  into: Int8Array,
): void {
  const rsi = indicators.column('rsi', rule.bars);
  let side = FLAT;
  for (let t = 0; t < into.length; t++) {
    const value = rsi[t]!;
    if ((side === LONG && value >= rule.exit) || (side === SHORT && value <= rule.exit)) side = FLAT;
    if (side === FLAT && value < rule.oversold) side = LONG;
    else if (side === FLAT && rule.short && value > rule.overbought) side = SHORT;
    into[t] = side;
  }
}

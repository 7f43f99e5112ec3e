import type { PriceRule } from '#contract/backtest.ts';
import { isAbove } from '../../features/compare-prices.ts';
import type { Indicators } from '../indicators.ts';
import { FLAT, LONG, SHORT } from '../sleeve.ts';

/**
 * With the move: long from a close above the highest high of the `enterBars` bars before it until a close below the lowest
 * low of the `exitBars` bars before it; with `short`, the mirror image. Flat before there are as many bars.
 * Source: the channel rule of Donchian 1960, Commodity Year Book; with two lengths, as the Turtles traded it (Faith 2007,
 * Way of the Turtle).
 * `into`: the side that is wanted after the close of each bar. [bars]
 */
export function wantByChannel(
  rule: Extract<PriceRule, { kind: 'donchian-breakout' }>,
  indicators: Indicators,
  into: Int8Array,
): void {
  const { close } = indicators.bars;
  const enterAbove = indicators.column('highest', rule.enterBars);
  const enterBelow = indicators.column('lowest', rule.enterBars);
  const exitAbove = indicators.column('highest', rule.exitBars);
  const exitBelow = indicators.column('lowest', rule.exitBars);
  let side = FLAT;
  if (into.length > 0) into[0] = FLAT;
  for (let t = 1; t < into.length; t++) {
    const price = close[t]!;
    // Channels up to the bar before; comparisons with NaN are false.
    if (side === LONG && isAbove(exitBelow[t - 1]!, price)) side = FLAT;
    else if (side === SHORT && isAbove(price, exitAbove[t - 1]!)) side = FLAT;
    if (side === FLAT && isAbove(price, enterAbove[t - 1]!)) side = LONG;
    else if (side === FLAT && rule.short && isAbove(enterBelow[t - 1]!, price)) side = SHORT;
    into[t] = side;
  }
}

import type { PriceRule } from '#contract/backtest.ts';
import type { Bars } from '#contract/bars.ts';
import { Indicators } from '../indicators.ts';
import { wantSides } from './want-sides.ts';

/** Bars a day apart with these closes; highs and lows are a little beyond, or what is given. */
export function barsAt(closes: readonly number[], highs = closes, lows = closes): Bars {
  const close = Float64Array.from(closes);
  return {
    time: close.map((_, t) => t * 86_400_000),
    open: close,
    high: Float64Array.from(highs),
    low: Float64Array.from(lows),
    close,
    volume: close,
  };
}

/** What a rule wants after each close: L, S or -. */
export function sidesOf(rule: PriceRule, bars: Bars): string {
  const wanted = new Int8Array(bars.time.length);
  wantSides(rule, new Indicators(bars), wanted);
  return Array.from(wanted, (side) => (side === 1 ? 'L' : side === -1 ? 'S' : '-')).join('');
}

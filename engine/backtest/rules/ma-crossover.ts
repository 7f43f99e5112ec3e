import type { PriceRule } from '#contract/backtest.ts';
import { isAbove } from '../../features/compare-prices.ts';
import type { Indicators } from '../indicators.ts';
import { FLAT, LONG, SHORT } from '../sleeve.ts';

/**
 * Long while the fast average of closes is above the slow one, and flat, or short with `short`, while it is below; flat
 * where they are equal and before there are bars enough for both. Averages are simple or exponential (alpha =
 * 2 / (bars + 1), seeded with a mean). Source: Brock, Lakonishok and LeBaron 1992, Journal of Finance 47, 1731-1764.
 * `into`: the side that is wanted after the close of each bar. [bars]
 */
export function wantByAverages(
  rule: Extract<PriceRule, { kind: 'ma-crossover' }>,
  indicators: Indicators,
  into: Int8Array,
): void {
  const fast = indicators.column(rule.average, rule.fastBars);
  const slow = indicators.column(rule.average, rule.slowBars);
  const below = rule.short ? SHORT : FLAT;
  for (let t = 0; t < into.length; t++) {
    const [a, b] = [fast[t]!, slow[t]!];
    into[t] = isAbove(a, b) ? LONG : isAbove(b, a) ? below : FLAT;
  }
}

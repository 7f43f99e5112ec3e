import type { FeatureKind } from '../feature-kind.ts';

/** Of the price: a tie must come out the same whatever factor has rounded the prices. */
const ROUNDING = 1e-12;

/**
 * Hammer and shooting star (Nison 1991), by their shape alone: the trend before is for other features to tell. 1, a
 * hammer, where the lower shadow is at least twice as long as the body and the upper shadow at most a tenth of the
 * range; -1, a shooting star, where it is the other way round; else 0, as for a bar without a range.
 * Unit: -1, 0 or 1. Warm-up: none.
 */
export const hammerFeature: FeatureKind = {
  kind: 'hammer',
  group: 'candle',
  parameters: {},
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: () => 0,
  open:
    () =>
    ({ open, high, low, close }, out) => {
      const body = Math.abs(close - open);
      const upperShadow = high - Math.max(open, close);
      const lowerShadow = Math.min(open, close) - low;
      const slack = ROUNDING * high;
      const short = 0.1 * (high - low) + slack;
      const long = 2 * body - slack;
      if (high <= low) out[0] = 0;
      else if (lowerShadow >= long && upperShadow <= short) out[0] = 1;
      else if (upperShadow >= long && lowerShadow <= short) out[0] = -1;
      else out[0] = 0;
    },
};

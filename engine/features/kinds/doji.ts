import type { FeatureKind } from '../feature-kind.ts';

/** Of the price: a tie must come out the same whatever factor has rounded the prices. */
const ROUNDING = 1e-12;

/**
 * Doji (Nison 1991): 1 where |close - open| is at most a tenth of high - low, else 0. A bar without a range is a doji.
 * TA-Lib's CDLDOJI measures the body by the mean range of the ten bars before instead.
 * Unit: 0 or 1. Warm-up: none.
 */
export const dojiFeature: FeatureKind = {
  kind: 'doji',
  group: 'candle',
  parameters: {},
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: () => 0,
  open:
    () =>
    ({ open, high, low, close }, out) => {
      out[0] = Math.abs(close - open) <= 0.1 * (high - low) + ROUNDING * high ? 1 : 0;
    },
};

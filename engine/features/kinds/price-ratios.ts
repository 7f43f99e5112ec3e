import type { FeatureKind } from '../feature-kind.ts';

/**
 * The four prices of a bar as ratios: open, high and low over the close, minus 1, and the close over the close before,
 * minus 1. They stand for the raw prices that published designs feed to a network, whose level would tell of later
 * splits and dividends.
 * Unit: 1. Warm-up: 1.
 */
export const priceRatiosFeature: FeatureKind = {
  kind: 'price-ratios',
  group: 'candle',
  parameters: {},
  columns: ['open', 'high', 'low', 'close'],
  needs: 'ohlc',
  warmupBars: () => 1,
  open: () => {
    let before = NaN;
    return ({ open, high, low, close }, out) => {
      out[0] = open / close - 1;
      out[1] = high / close - 1;
      out[2] = low / close - 1;
      out[3] = close / before - 1;
      before = close;
    };
  },
};

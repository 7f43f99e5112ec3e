import type { FeatureKind } from '../feature-kind.ts';

/** Gap between bars, ln(open[t] / close[t-1]). Unit: 1, that of a return. Warm-up: 1. */
export const gapFeature: FeatureKind = {
  kind: 'gap',
  group: 'candle',
  parameters: {},
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: () => 1,
  open: () => {
    let before = NaN;
    return ({ open, close }, out) => {
      out[0] = Math.log(open / before);
      before = close;
    };
  },
};

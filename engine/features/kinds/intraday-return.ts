import type { FeatureKind } from '../feature-kind.ts';

/** Return within the bar, ln(close / open). Unit: 1. Warm-up: none. */
export const intradayReturnFeature: FeatureKind = {
  kind: 'intraday-return',
  group: 'candle',
  parameters: {},
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: () => 0,
  open:
    () =>
    ({ open, close }, out) => {
      out[0] = Math.log(close / open);
    },
};

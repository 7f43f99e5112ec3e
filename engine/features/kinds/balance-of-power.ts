import type { FeatureKind } from '../feature-kind.ts';

/**
 * Balance of power (Livshin 2001; TA-Lib BOP), (close - open) / (high - low); 0 where there is no range, as in TA-Lib.
 * Unit: -1 to 1. Warm-up: none.
 */
export const balanceOfPowerFeature: FeatureKind = {
  kind: 'balance-of-power',
  group: 'momentum',
  parameters: {},
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: () => 0,
  open:
    () =>
    ({ open, high, low, close }, out) => {
      out[0] = high === low ? 0 : (close - open) / (high - low);
    },
};

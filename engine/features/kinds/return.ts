import type { FeatureKind } from '../feature-kind.ts';

/** One-bar log return, ln(close[t] / close[t-1]). Unit: 1. Warm-up: 1 bar. */
export const returnFeature: FeatureKind = {
  kind: 'return',
  group: 'return',
  parameters: {},
  columns: ['value'],
  needs: 'close',
  warmupBars: () => 1,
  open: () => {
    let before = NaN;
    return ({ close }, out) => {
      out[0] = Math.log(close / before);
      before = close;
    };
  },
};

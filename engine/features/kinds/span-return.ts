import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createDelay } from '../streams/delay.ts';

/** Log return over a span of bars, ln(close[t] / close[t-bars]). Unit: 1. Warm-up: `bars`. */
export const spanReturnFeature: FeatureKind = {
  kind: 'span-return',
  group: 'return',
  parameters: { bars: bars(5) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const before = createDelay(param(params, 'bars'));
    return ({ close }, out) => {
      out[0] = Math.log(close / before.push(close));
    };
  },
};

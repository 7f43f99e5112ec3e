import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';

/** Log return over a span of bars, ln(close[t] / close[t-bars]). Unit: 1. Warm-up: `bars`. */
export const spanReturnFeature: FeatureKind = {
  kind: 'span-return',
  group: 'return',
  parameters: { bars: bars(5) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const closes = createWindow(param(params, 'bars') + 1);
    return ({ close }, out) => {
      closes.push(close);
      out[0] = closes.isFull ? Math.log(close / closes.oldest) : NaN;
    };
  },
};

import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { measureEfficiency } from '../measures/measure-efficiency.ts';

/**
 * Efficiency ratio (Kaufman 1995; TA-Lib ER): |close[t] - close[t-bars]| over the sum of the |changes| between; 1 in a
 * straight move, near 0 in noise. 1 where nothing has moved, as in TA-Lib.
 * Unit: 0 to 1. Warm-up: `bars`.
 */
export const efficiencyRatioFeature: FeatureKind = {
  kind: 'efficiency-ratio',
  group: 'trend',
  parameters: { bars: bars(10, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const closes = createWindow(param(params, 'bars') + 1);
    return ({ close }, out) => {
      closes.push(close);
      out[0] = measureEfficiency(closes);
    };
  },
};

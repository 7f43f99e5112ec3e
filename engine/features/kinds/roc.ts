import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createRoc } from '../measures/rate-of-change.ts';

/**
 * Rate of change (TA-Lib ROC), 100 * (close[t] / close[t-bars] - 1).
 * Unit: percent. Warm-up: `bars`.
 */
export const rocFeature: FeatureKind = {
  kind: 'roc',
  group: 'momentum',
  parameters: { bars: bars(10) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const roc = createRoc(param(params, 'bars'));
    return ({ close }, out) => {
      out[0] = roc.push(close);
    };
  },
};

import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createRootMeanSquare } from '../measures/root-mean-square.ts';

/**
 * Realised volatility: root of the mean square of the last log returns. About zero and not about their mean, which over
 * such a span is hardly known (RiskMetrics 1996).
 * Unit: 1 per bar, not annualised. Warm-up: `bars`.
 */
export const realisedVolatilityFeature: FeatureKind = {
  kind: 'realised-volatility',
  group: 'volatility',
  parameters: { bars: bars(20) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const volatility = createRootMeanSquare(param(params, 'bars'));
    let before = NaN;
    return ({ close }, out) => {
      // NaN at the first bar, which makes its window NaN.
      out[0] = volatility.push(Math.log(close / before));
      before = close;
    };
  },
};

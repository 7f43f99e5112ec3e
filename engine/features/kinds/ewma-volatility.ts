import { param, type FeatureKind } from '../feature-kind.ts';

/**
 * Weight that what lies before the history may have. It is that of a variance, which may have fallen to a hundredth
 * since: less than `forgettingBars` asks for.
 */
const FORGOTTEN = 1e-9;

/**
 * Exponentially weighted volatility (RiskMetrics 1996): root of the mean of squared log returns, a return k bars back
 * weighted by decay^k. The weights are divided by their sum, so that no seed has to be forgotten.
 * Unit: 1 per bar, not annualised. Warm-up: 1, and until what lies before no longer counts.
 */
export const ewmaVolatilityFeature: FeatureKind = {
  kind: 'ewma-volatility',
  group: 'volatility',
  parameters: { decay: { default: 0.94, min: 0.5, max: 0.99, integer: false } },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => 1 + Math.ceil(Math.log(FORGOTTEN) / Math.log(param(params, 'decay'))),
  open: (params) => {
    const decay = param(params, 'decay');
    let before = NaN;
    let squares = 0;
    let weights = 0;
    return ({ close }, out) => {
      if (Number.isNaN(before)) {
        out[0] = NaN;
      } else {
        squares = decay * squares + Math.log(close / before) ** 2;
        weights = decay * weights + 1;
        out[0] = Math.sqrt(squares / weights);
      }
      before = close;
    };
  },
};

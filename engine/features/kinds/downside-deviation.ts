import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createRootMeanSquare } from '../measures/root-mean-square.ts';
import { measureLoss } from '../measures/split-change.ts';

/**
 * Downside deviation (Sortino and van der Meer 1991), target return 0: root of the mean over all bars of the squares of
 * the negative log returns.
 * Unit: 1 per bar, not annualised. Warm-up: `bars`.
 */
export const downsideDeviationFeature: FeatureKind = {
  kind: 'downside-deviation',
  group: 'volatility',
  parameters: { bars: bars(20) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const deviation = createRootMeanSquare(param(params, 'bars'));
    let before = NaN;
    return ({ close }, out) => {
      // NaN at the first bar, which makes its window NaN.
      out[0] = deviation.push(measureLoss(Math.log(close / before)));
      before = close;
    };
  },
};

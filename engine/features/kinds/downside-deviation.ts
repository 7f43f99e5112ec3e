import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createReturnWindow } from './return-window.ts';

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
    const length = param(params, 'bars');
    const window = createReturnWindow(length);
    return ({ close }, out) => {
      if (!window.push(close)) {
        out[0] = NaN;
        return;
      }
      let squares = 0;
      for (let age = length - 1; age >= 0; age--) squares += Math.min(window.returns.at(age), 0) ** 2;
      out[0] = Math.sqrt(squares / length);
    };
  },
};

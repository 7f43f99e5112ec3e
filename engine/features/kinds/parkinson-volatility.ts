import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';

/**
 * Volatility from the ranges (Parkinson 1980): root of the mean of ln(high / low)^2 / (4 ln 2).
 * Unit: 1 per bar, not annualised; it does not see gaps between bars. Warm-up: `bars` - 1.
 */
export const parkinsonVolatilityFeature: FeatureKind = {
  kind: 'parkinson-volatility',
  group: 'volatility',
  parameters: { bars: bars(20) },
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const variance = createSma(param(params, 'bars'));
    return ({ high, low }, out) => {
      out[0] = Math.sqrt(variance.push(Math.log(high / low) ** 2 / (4 * Math.LN2)));
    };
  },
};

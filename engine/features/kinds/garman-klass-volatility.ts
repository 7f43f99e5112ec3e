import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';

/**
 * Volatility from open, high, low and close (Garman and Klass 1980): root of the mean of
 * ln(high / low)^2 / 2 - (2 ln 2 - 1) ln(close / open)^2. Not below 0, where a file rounded a close out of its range.
 * Unit: 1 per bar, not annualised; it does not see gaps between bars. Warm-up: `bars` - 1.
 */
export const garmanKlassVolatilityFeature: FeatureKind = {
  kind: 'garman-klass-volatility',
  group: 'volatility',
  parameters: { bars: bars(20) },
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const variance = createSma(param(params, 'bars'));
    return ({ open, high, low, close }, out) => {
      const term = Math.log(high / low) ** 2 / 2 - (2 * Math.LN2 - 1) * Math.log(close / open) ** 2;
      out[0] = Math.sqrt(Math.max(0, variance.push(term)));
    };
  },
};

import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';
import { measureRogersSatchell } from '../measures/measure-rogers-satchell.ts';

/**
 * Volatility from open, high, low and close, free of drift (Rogers and Satchell 1991): root of the mean of
 * ln(high / close) ln(high / open) + ln(low / close) ln(low / open).
 * Unit: 1 per bar, not annualised; it does not see gaps between bars. Warm-up: `bars` - 1.
 */
export const rogersSatchellVolatilityFeature: FeatureKind = {
  kind: 'rogers-satchell-volatility',
  group: 'volatility',
  parameters: { bars: bars(20) },
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const variance = createSma(param(params, 'bars'));
    return ({ open, high, low, close }, out) => {
      out[0] = Math.sqrt(variance.push(measureRogersSatchell(open, high, low, close)));
    };
  },
};

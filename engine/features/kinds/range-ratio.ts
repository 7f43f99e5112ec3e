import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';

/**
 * The bar's range over its simple moving average, (high - low) / SMA(bars) - 1 (TA-Lib SMA): above 0 where the range is
 * wider than usual. 0 where no bar has a range.
 * Unit: 1, from -1. Warm-up: `bars` - 1.
 */
export const rangeRatioFeature: FeatureKind = {
  kind: 'range-ratio',
  group: 'volatility',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const average = createSma(param(params, 'bars'));
    return ({ high, low }, out) => {
      // Not below 0, where rounding put the low above the high.
      const range = Math.max(0, high - low);
      const mean = average.push(range);
      out[0] = mean === 0 ? 0 : range / mean - 1;
    };
  },
};

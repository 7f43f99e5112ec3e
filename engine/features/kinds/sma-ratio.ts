import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';

/**
 * Close over its simple moving average, close / SMA(bars) - 1 (TA-Lib SMA).
 * Unit: 1. Warm-up: `bars` - 1.
 */
export const smaRatioFeature: FeatureKind = {
  kind: 'sma-ratio',
  group: 'trend',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const average = createSma(param(params, 'bars'));
    return ({ close }, out) => {
      out[0] = close / average.push(close) - 1;
    };
  },
};

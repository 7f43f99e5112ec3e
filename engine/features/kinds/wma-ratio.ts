import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWma } from '../streams/wma.ts';

/**
 * Close over its linearly weighted moving average, close / WMA(bars) - 1 (TA-Lib WMA).
 * Unit: 1. Warm-up: `bars` - 1.
 */
export const wmaRatioFeature: FeatureKind = {
  kind: 'wma-ratio',
  group: 'trend',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const average = createWma(param(params, 'bars'));
    return ({ close }, out) => {
      out[0] = close / average.push(close) - 1;
    };
  },
};

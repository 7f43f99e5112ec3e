import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';

/**
 * Close over its triangular moving average, close / TRIMA(bars) - 1 (TA-Lib TRIMA): the weights rise to the middle of
 * the window and fall again, which is the simple average of a simple average, each over about half of the bars.
 * Unit: 1. Warm-up: `bars` - 1.
 */
export const trimaRatioFeature: FeatureKind = {
  kind: 'trima-ratio',
  group: 'trend',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const length = param(params, 'bars');
    // Together the two look back over length bars: ceil(length / 2) + floor(length / 2) + 1 - 1.
    const inner = createSma(Math.ceil(length / 2));
    const outer = createSma(Math.floor(length / 2) + 1);
    return ({ close }, out) => {
      out[0] = close / outer.push(inner.push(close)) - 1;
    };
  },
};

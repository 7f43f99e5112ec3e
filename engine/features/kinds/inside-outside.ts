import { isAbove } from '../compare-prices.ts';
import type { FeatureKind } from '../feature-kind.ts';

/**
 * Outside and inside bars: 1 where the bar's high is above and its low below those of the bar before, -1 where its high
 * is below and its low above, else 0.
 * Unit: -1, 0 or 1. Warm-up: 1.
 */
export const insideOutsideFeature: FeatureKind = {
  kind: 'inside-outside',
  group: 'candle',
  parameters: {},
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: () => 1,
  open: () => {
    let highBefore = NaN;
    let lowBefore = NaN;
    return ({ high, low }, out) => {
      if (Number.isNaN(highBefore)) out[0] = NaN;
      else if (isAbove(high, highBefore) && isAbove(lowBefore, low)) out[0] = 1;
      else if (isAbove(highBefore, high) && isAbove(low, lowBefore)) out[0] = -1;
      else out[0] = 0;
      highBefore = high;
      lowBefore = low;
    };
  },
};

import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';

/**
 * Volume over its simple moving average, volume / SMA(bars) - 1 (TA-Lib SMA). 0 where there is no volume at all.
 * Unit: 1, from -1. Warm-up: `bars` - 1.
 */
export const volumeRatioFeature: FeatureKind = {
  kind: 'volume-ratio',
  group: 'volume',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'volume',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const average = createSma(param(params, 'bars'));
    return ({ volume }, out) => {
      const mean = average.push(volume);
      out[0] = mean === 0 ? 0 : volume / mean - 1;
    };
  },
};

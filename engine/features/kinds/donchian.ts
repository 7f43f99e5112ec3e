import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createRollingMax, createRollingMin } from '../streams/rolling-extreme.ts';
import { placeInBand } from '../measures/place-in-band.ts';

/**
 * Donchian channel (Donchian 1960; TA-Lib DONCHIAN), from the lowest low to the highest high of the last bars, the
 * present one among them: position of the close in it, and its width over its middle. Position 0.5 where it has none.
 * Unit: position 0 to 1, width 1. Warm-up: `bars` - 1.
 */
export const donchianFeature: FeatureKind = {
  kind: 'donchian',
  group: 'trend',
  parameters: { bars: bars(20, 2) },
  columns: ['position', 'width'],
  needs: 'ohlc',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const highest = createRollingMax(param(params, 'bars'));
    const lowest = createRollingMin(param(params, 'bars'));
    return ({ high, low, close }, out) => {
      const upper = highest.push(high);
      const lower = lowest.push(low);
      placeInBand(close, lower, (upper + lower) / 2, upper, out);
    };
  },
};

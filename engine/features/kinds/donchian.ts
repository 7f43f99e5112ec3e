import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { RollingRange } from '../streams/rolling-range.ts';
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
    const range = new RollingRange(param(params, 'bars'));
    return ({ high, low, close }, out) => {
      range.push(high, low);
      const { highest: upper, lowest: lower } = range;
      placeInBand(close, lower, (upper + lower) / 2, upper, out);
    };
  },
};

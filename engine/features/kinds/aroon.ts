import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createRollingMax, createRollingMin } from '../streams/rolling-extreme.ts';

/**
 * Aroon (Chande 1995; TA-Lib AROON, AROONOSC): up = 100 * (bars - age of the highest high of the last bars + 1 bars) /
 * bars, down likewise of the lowest low, oscillator = up - down. Of equal extremes the newest counts.
 * Unit: 0 to 100; oscillator -100 to 100. Warm-up: `bars`.
 */
export const aroonFeature: FeatureKind = {
  kind: 'aroon',
  group: 'trend',
  parameters: { bars: bars(25, 2) },
  columns: ['up', 'down', 'oscillator'],
  needs: 'ohlc',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const length = param(params, 'bars');
    const highest = createRollingMax(length + 1);
    const lowest = createRollingMin(length + 1);
    return ({ high, low }, out) => {
      highest.push(high);
      lowest.push(low);
      out[0] = (100 * (length - highest.age)) / length;
      out[1] = (100 * (length - lowest.age)) / length;
      out[2] = (100 * (lowest.age - highest.age)) / length;
    };
  },
};

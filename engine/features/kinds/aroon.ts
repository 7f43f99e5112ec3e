import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createAgeOfMax, createAgeOfMin } from '../streams/extreme-age.ts';

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
    const sinceHighest = createAgeOfMax(length + 1);
    const sinceLowest = createAgeOfMin(length + 1);
    return ({ high, low }, out) => {
      const highAge = sinceHighest.push(high);
      const lowAge = sinceLowest.push(low);
      out[0] = (100 * (length - highAge)) / length;
      out[1] = (100 * (length - lowAge)) / length;
      out[2] = (100 * (lowAge - highAge)) / length;
    };
  },
};

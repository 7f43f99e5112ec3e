import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';

/**
 * Permutation entropy of order 3 (Bandt and Pompe 2002) of the closes: how evenly the six orders in which three
 * closes in a row can stand occur in the window, -sum of p ln p over ln 6. Of two equal closes the later one counts as
 * the higher. 0 where the price only rises, only falls or stands still; a random walk comes to about 0.97, for it
 * rises or falls twice in a row in half of the cases.
 * Unit: 0 to 1. Warm-up: `bars` - 1.
 */
export const entropyFeature: FeatureKind = {
  kind: 'entropy',
  group: 'statistic',
  parameters: { bars: bars(60, 10) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const length = param(params, 'bars');
    const closes = createWindow(length);
    // Of the eight answers to the three questions below two contradict themselves and stay 0.
    const counts = new Float64Array(8);
    return ({ close }, out) => {
      closes.push(close);
      if (!closes.isFull) {
        out[0] = NaN;
        return;
      }
      counts.fill(0);
      for (let age = length - 1; age >= 2; age--) {
        const first = closes.at(age);
        const second = closes.at(age - 1);
        const third = closes.at(age - 2);
        const order = (second >= first ? 4 : 0) + (third >= second ? 2 : 0) + (third >= first ? 1 : 0);
        counts[order]!++;
      }
      let entropy = 0;
      for (let order = 0; order < 8; order++) {
        const share = counts[order]! / (length - 2);
        if (share > 0) entropy -= share * Math.log(share);
      }
      out[0] = entropy / Math.log(6);
    };
  },
};

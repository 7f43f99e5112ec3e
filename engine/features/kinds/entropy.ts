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
    const orders = createWindow(length - 2);
    // Of the eight answers to the three questions below two contradict themselves and stay 0.
    const counts = new Int32Array(8);
    /** -p ln p over ln 6 of an order that occurs so many times. */
    const terms = Float64Array.from({ length: length - 1 }, (_, count) => {
      const share = count / (length - 2);
      return count === 0 ? 0 : (-share * Math.log(share)) / Math.log(6);
    });
    let first = NaN;
    let second = NaN;
    return ({ close }, out) => {
      if (!Number.isNaN(first)) {
        // | 0, for a window holds fractions.
        if (orders.isFull) counts[orders.oldest | 0]!--;
        const order = 4 * Number(second >= first) + 2 * Number(close >= second) + Number(close >= first);
        orders.push(order);
        counts[order]!++;
      }
      first = second;
      second = close;
      if (!orders.isFull) {
        out[0] = NaN;
        return;
      }
      let entropy = 0;
      for (let order = 0; order < 8; order++) entropy += terms[counts[order]!]!;
      out[0] = entropy;
    };
  },
};

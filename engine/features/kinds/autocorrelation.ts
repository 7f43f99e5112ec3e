import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createReturnWindow } from '../measures/return-window.ts';
import { returnsStandStill } from '../measures/returns-stand-still.ts';

/**
 * Autocorrelation of the last log returns (Box and Jenkins 1970): sum of (r[t] - m)(r[t-lag] - m) over sum of
 * (r[t] - m)^2, m the mean of the window. 0 where all returns are equal.
 * Unit: -1 to 1; returns without memory have -1 / bars on average. Warm-up: `bars`.
 */
export const autocorrelationFeature: FeatureKind = {
  kind: 'autocorrelation',
  group: 'statistic',
  parameters: { bars: bars(60, 30), lagBars: bars(1, 1, 20) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const length = param(params, 'bars');
    const lag = param(params, 'lagBars');
    const window = createReturnWindow(length);
    const { returns } = window;
    return ({ close }, out) => {
      if (!window.push(close)) {
        out[0] = NaN;
        return;
      }
      const mean = returns.mean();
      // Two sums at a time: each addition of one would wait for the one before.
      let products = 0;
      let others = 0;
      const { values, begin, end } = returns;
      let i = begin + lag;
      for (; i < end - 1; i += 2) {
        products += (values[i]! - mean) * (values[i - lag]! - mean);
        others += (values[i + 1]! - mean) * (values[i + 1 - lag]! - mean);
      }
      if (i < end) products += (values[i]! - mean) * (values[i - lag]! - mean);
      const variance = returns.variance();
      out[0] = returnsStandStill(variance) ? 0 : (products + others) / (length * variance);
    };
  },
};

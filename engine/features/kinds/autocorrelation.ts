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
      let products = 0;
      const { values, begin, end } = returns;
      for (let i = begin + lag; i < end; i++) products += (values[i]! - mean) * (values[i - lag]! - mean);
      out[0] = returnsStandStill(returns) ? 0 : products / (length * returns.variance());
    };
  },
};

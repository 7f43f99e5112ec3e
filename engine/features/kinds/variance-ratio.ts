import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createReturnWindow } from './return-window.ts';
import { returnsStandStill } from './returns-stand-still.ts';

/**
 * Variance ratio (Lo and MacKinlay 1988) minus 1: variance of the overlapping log returns over q = `spanBars`, per
 * bar, over that of the one-bar returns, both corrected for bias as there: sum of (r_q - q m)^2 / (q (n - q + 1)(1 - q
 * / n)) and sum of (r - m)^2 / (n - 1), m the mean of the n returns. Above 0 where moves carry on, below where they
 * turn back. 0 where all returns are equal.
 * Unit: 1, from -1. Warm-up: `bars`.
 */
export const varianceRatioFeature: FeatureKind = {
  kind: 'variance-ratio',
  group: 'statistic',
  parameters: { bars: bars(60, 30), spanBars: bars(5, 2, 20) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const length = param(params, 'bars');
    const span = param(params, 'spanBars');
    const window = createReturnWindow(length);
    const { returns } = window;
    return ({ close }, out) => {
      if (!window.push(close)) {
        out[0] = NaN;
        return;
      }
      const mean = returns.mean();
      let squares = 0;
      for (let newest = length - span; newest >= 0; newest--) {
        let sum = 0;
        for (let age = newest + span - 1; age >= newest; age--) sum += returns.at(age) - mean;
        squares += sum * sum;
      }
      const overSpan = squares / (span * (length - span + 1) * (1 - span / length));
      const overBar = (length * returns.variance()) / (length - 1);
      out[0] = returnsStandStill(returns) ? 0 : overSpan / overBar - 1;
    };
  },
};

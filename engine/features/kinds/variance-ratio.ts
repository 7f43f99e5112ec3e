import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { createReturnWindow } from '../measures/return-window.ts';
import { returnsStandStill } from '../measures/returns-stand-still.ts';

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
    const inSpan = createReturnWindow(span);
    const spans = createWindow(length - span + 1);
    return ({ close }, out) => {
      if (inSpan.push(close)) spans.push(inSpan.returns.sum());
      if (!window.push(close)) {
        out[0] = NaN;
        return;
      }
      // The mean square about q m is that about the mean of the spans, and the square of the way between the two.
      const squares = spans.variance() + (spans.mean() - span * returns.mean()) ** 2;
      const overSpan = squares / (span * (1 - span / length));
      const variance = returns.variance();
      const overBar = (length * variance) / (length - 1);
      out[0] = returnsStandStill(variance) ? 0 : overSpan / overBar - 1;
    };
  },
};

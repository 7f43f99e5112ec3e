import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { measureThirdMoment } from '../measures/central-moment.ts';
import { createReturnWindow } from '../measures/return-window.ts';
import { returnsStandStill } from '../measures/returns-stand-still.ts';

/**
 * Skewness of the last log returns: the Fisher-Pearson coefficient m3 / m2^(3/2) of population moments. It is not
 * corrected for the length of the window, which shrinks it by a constant factor, 0.975 at 60 bars. 0 where all returns
 * are equal.
 * Unit: 1. Warm-up: `bars`.
 */
export const skewnessFeature: FeatureKind = {
  kind: 'skewness',
  group: 'statistic',
  parameters: { bars: bars(60, 3) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const window = createReturnWindow(param(params, 'bars'));
    const { returns } = window;
    return ({ close }, out) => {
      const variance = window.push(close) ? returns.variance() : NaN;
      if (returnsStandStill(variance)) out[0] = 0;
      else out[0] = measureThirdMoment(returns) / (variance * Math.sqrt(variance));
    };
  },
};

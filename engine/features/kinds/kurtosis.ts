import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { measureFourthMoment } from '../measures/central-moment.ts';
import { createReturnWindow } from '../measures/return-window.ts';
import { returnsStandStill } from '../measures/returns-stand-still.ts';

/**
 * Excess kurtosis of the last log returns: the Fisher-Pearson coefficient m4 / m2^2 - 3 of population moments. It is
 * not corrected for the length of the window: with normal returns its mean is -6 / (bars + 1), and it cannot exceed
 * bars - 5 + 1 / (bars - 1). 0 where all returns are equal.
 * Unit: 1, from -2. Warm-up: `bars`.
 */
export const kurtosisFeature: FeatureKind = {
  kind: 'kurtosis',
  group: 'statistic',
  parameters: { bars: bars(60, 4) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const window = createReturnWindow(param(params, 'bars'));
    const { returns } = window;
    return ({ close }, out) => {
      const variance = window.push(close) ? returns.variance() : NaN;
      if (returnsStandStill(variance)) out[0] = 0;
      else out[0] = measureFourthMoment(returns) / variance ** 2 - 3;
    };
  },
};

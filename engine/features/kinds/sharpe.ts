import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createReturnWindow } from '../measures/return-window.ts';
import { returnsStandStill } from '../measures/returns-stand-still.ts';

/**
 * Sharpe ratio (Sharpe 1966) of the last log returns, without a riskless rate: their mean over their sample deviation.
 * 0 where all returns are equal.
 * Unit: 1 per bar, not annualised. Warm-up: `bars`.
 */
export const sharpeFeature: FeatureKind = {
  kind: 'sharpe',
  group: 'statistic',
  parameters: { bars: bars(60, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const length = param(params, 'bars');
    const window = createReturnWindow(length);
    const { returns } = window;
    return ({ close }, out) => {
      const variance = window.push(close) ? returns.variance() : NaN;
      if (returnsStandStill(variance)) out[0] = 0;
      else out[0] = returns.mean() / Math.sqrt((variance * length) / (length - 1));
    };
  },
};

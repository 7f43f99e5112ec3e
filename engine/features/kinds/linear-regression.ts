import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { fitLine } from '../measures/fit-line.ts';

/**
 * Least-squares line through the last closes (TA-Lib LINEARREG, LINEARREG_SLOPE, CORREL): its slope a bar over the
 * close; r-squared, the share of the variance that it explains; and distance, (close - end of the line) / close.
 * r-squared is 0 where the price stands still.
 * Unit: slope 1 a bar, r-squared 0 to 1, distance 1. Warm-up: `bars` - 1.
 */
export const linearRegressionFeature: FeatureKind = {
  kind: 'linear-regression',
  group: 'trend',
  parameters: { bars: bars(20, 3) },
  columns: ['slope', 'r-squared', 'distance'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const closes = createWindow(param(params, 'bars'));
    const line = { slope: NaN, end: NaN, rSquared: NaN };
    return ({ close }, out) => {
      closes.push(close);
      if (closes.isFull) fitLine(closes, line);
      out[0] = line.slope / close;
      out[1] = line.rSquared;
      out[2] = (close - line.end) / close;
    };
  },
};

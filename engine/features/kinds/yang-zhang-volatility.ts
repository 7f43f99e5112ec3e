import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { measureRogersSatchell } from '../measures/measure-rogers-satchell.ts';

/**
 * Volatility from gaps and ranges, free of drift (Yang and Zhang 2000): root of V_gap + k V_body + (1 - k) V_rs, with
 * the sample variances of ln(open[t] / close[t-1]) and of ln(close / open), the mean term of Rogers and Satchell, and
 * k = 0.34 / (1.34 + (bars + 1) / (bars - 1)).
 * Unit: 1 per bar, not annualised. Warm-up: `bars`.
 */
export const yangZhangVolatilityFeature: FeatureKind = {
  kind: 'yang-zhang-volatility',
  group: 'volatility',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const length = param(params, 'bars');
    const k = 0.34 / (1.34 + (length + 1) / (length - 1));
    const toSample = length / (length - 1);
    const gaps = createWindow(length);
    const bodies = createWindow(length);
    const rangeTerms = createWindow(length);
    let before = NaN;
    return ({ open, high, low, close }, out) => {
      if (!Number.isNaN(before)) {
        gaps.push(Math.log(open / before));
        bodies.push(Math.log(close / open));
        rangeTerms.push(measureRogersSatchell(open, high, low, close));
      }
      before = close;
      if (!gaps.isFull) {
        out[0] = NaN;
        return;
      }
      out[0] = Math.sqrt(toSample * gaps.variance() + k * toSample * bodies.variance() + (1 - k) * rangeTerms.mean());
    };
  },
};

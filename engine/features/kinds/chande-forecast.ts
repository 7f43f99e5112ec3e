import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { fitLine } from '../measures/fit-line.ts';

/**
 * Chande's forecast oscillator (Chande 1994; TA-Lib FOSC): 100 * (close - forecast) / close, where the forecast was made
 * one bar before, by carrying on the least-squares line through the `bars` closes up to then.
 * Unit: percent. Warm-up: `bars`.
 */
export const chandeForecastFeature: FeatureKind = {
  kind: 'chande-forecast',
  group: 'momentum',
  parameters: { bars: bars(14, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const closes = createWindow(param(params, 'bars'));
    const line = { slope: NaN, end: NaN, rSquared: NaN };
    return ({ close }, out) => {
      out[0] = (100 * (close - (line.end + line.slope))) / close;
      closes.push(close);
      if (closes.isFull) fitLine(closes, line);
    };
  },
};

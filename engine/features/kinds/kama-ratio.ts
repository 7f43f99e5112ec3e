import { bars, forgettingBars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { measureEfficiency } from '../measures/measure-efficiency.ts';

/** Smoothing of an exponential average over 2 and over 30 bars. */
const FASTEST = 2 / 3;
const SLOWEST = 2 / 31;

/**
 * Close over Kaufman's adaptive moving average, close / KAMA(bars) - 1 (Kaufman 1995; TA-Lib KAMA): an exponential
 * average whose smoothing is the square of a value between that of 30 bars, in noise, and that of 2 bars, in a
 * straight move, by the efficiency ratio over `bars`. Begins at the close before the first ratio.
 * Unit: 1. Warm-up: `bars`, and until the average has forgotten its start. How fast it forgets depends on the prices:
 * taken here are three quarters of the efficiency that a random walk has on average, 1 / sqrt(bars).
 */
export const kamaRatioFeature: FeatureKind = {
  kind: 'kama-ratio',
  group: 'trend',
  parameters: { bars: bars(10, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => {
    const length = param(params, 'bars');
    return length + forgettingBars(smoothing(0.75 / Math.sqrt(length)));
  },
  open: (params) => {
    const closes = createWindow(param(params, 'bars') + 1);
    let average = NaN;
    return ({ close }, out) => {
      closes.push(close);
      if (closes.isFull) {
        if (Number.isNaN(average)) average = closes.at(1);
        average += smoothing(measureEfficiency(closes)) * (close - average);
      }
      out[0] = close / average - 1;
    };
  },
};

function smoothing(efficiency: number): number {
  return (efficiency * (FASTEST - SLOWEST) + SLOWEST) ** 2;
}

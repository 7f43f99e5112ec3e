import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { measureTrueRange } from '../measures/measure-true-range.ts';

/**
 * Ultimate oscillator (Williams 1985; TA-Lib ULTOSC): buying pressure, close - min(low, close before), over the true
 * range, each summed over three spans; the shortest span counts 4 times, the middle one twice, the longest once. The
 * spans are taken by their length, in whatever order they are given. A span without any range adds 0, as in TA-Lib.
 * Unit: 0 to 100. Warm-up: the longest span.
 */
export const ultimateOscillatorFeature: FeatureKind = {
  kind: 'ultimate-oscillator',
  group: 'momentum',
  parameters: { shortBars: bars(7), middleBars: bars(14), longBars: bars(28) },
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: (params) => Math.max(...['shortBars', 'middleBars', 'longBars'].map((name) => param(params, name))),
  open: (params) => {
    const spans = ['shortBars', 'middleBars', 'longBars'].map((name) => param(params, name)).sort((a, b) => a - b);
    const pressures = spans.map((length) => createWindow(length));
    const ranges = spans.map((length) => createWindow(length));
    let closeBefore = NaN;
    return ({ high, low, close }, out) => {
      const pressure = close - Math.min(low, closeBefore);
      const trueRange = measureTrueRange(high, low, closeBefore);
      let total = 0;
      // The shortest counts four times, the longest once.
      let weight = 4;
      for (let i = 0; i < 3; i++) {
        pressures[i]!.push(pressure);
        ranges[i]!.push(trueRange);
        const range = ranges[i]!.isFull ? ranges[i]!.sum() : NaN;
        total += range === 0 ? 0 : (weight * pressures[i]!.sum()) / range;
        weight /= 2;
      }
      out[0] = (100 * total) / 7;
      closeBefore = close;
    };
  },
};

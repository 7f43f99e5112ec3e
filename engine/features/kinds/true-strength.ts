import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createEma } from '../streams/ema.ts';
import { forgetCascade } from '../measures/forget-cascade.ts';

/**
 * True strength index (Blau 1991; TA-Lib TSI): 100 * the change of the close, averaged exponentially over longBars and
 * that over shortBars, over the |change| averaged likewise (line), and the EMA(signalBars) of that (signal). 0 where
 * nothing has moved, as in TA-Lib.
 * Unit: -100 to 100. Warm-up: the seeds, and until all averages have forgotten them.
 */
export const trueStrengthFeature: FeatureKind = {
  kind: 'true-strength',
  group: 'momentum',
  parameters: { longBars: bars(25), shortBars: bars(13), signalBars: bars(7) },
  columns: ['line', 'signal'],
  needs: 'close',
  warmupBars: (params) => {
    const lengths = ['longBars', 'shortBars', 'signalBars'].map((name) => param(params, name));
    const seeds = lengths.reduce((sum, length) => sum + length - 1, 1);
    return seeds + forgetCascade(lengths.map((length) => 2 / (length + 1)));
  },
  open: (params) => {
    const longChange = createEma(param(params, 'longBars'));
    const longSize = createEma(param(params, 'longBars'));
    const change = createEma(param(params, 'shortBars'));
    const size = createEma(param(params, 'shortBars'));
    const signal = createEma(param(params, 'signalBars'));
    let before = NaN;
    return ({ close }, out) => {
      // NaN at the first bar, which the averages pass over.
      const step = close - before;
      const smoothChange = change.push(longChange.push(step));
      const smoothSize = size.push(longSize.push(Math.abs(step)));
      const line = smoothSize === 0 ? 0 : 100 * (smoothChange / smoothSize);
      out[0] = line;
      out[1] = signal.push(line);
      before = close;
    };
  },
};

import { bars, forgettingBars, param, type FeatureKind } from '../feature-kind.ts';
import { createEma } from '../streams/ema.ts';

/**
 * Force index (Elder 1993; TA-Lib EFI) in relative terms: exponential mean of (close[t] - close[t-1]) * volume[t],
 * divided by the close and by the exponential mean of the same volumes. So it is a mean of the last changes weighted
 * by volume. 0 without volume.
 * Unit: 1, that of a one-bar return. Warm-up: one change, the seeds, and until both averages have forgotten them.
 */
export const forceIndexFeature: FeatureKind = {
  kind: 'force-index',
  group: 'volume',
  parameters: { bars: bars(13) },
  columns: ['value'],
  needs: 'volume',
  warmupBars: (params) => param(params, 'bars') + forgettingBars(2 / (param(params, 'bars') + 1)),
  open: (params) => {
    const forces = createEma(param(params, 'bars'));
    const volumes = createEma(param(params, 'bars'));
    let before = NaN;
    return ({ close, volume }, out) => {
      const change = close - before;
      const force = forces.push(change * volume);
      // The first bar has a volume, but no change that it could weigh.
      const meanVolume = volumes.push(Number.isNaN(change) ? NaN : volume);
      out[0] = meanVolume === 0 ? 0 : force / (meanVolume * close);
      before = close;
    };
  },
};

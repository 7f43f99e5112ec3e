import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createEma } from '../streams/ema.ts';
import { forgetEmas } from '../measures/forget-cascade.ts';

/**
 * Distance of the close from Tillson's T3 average (Tillson 1998; TA-Lib T3), 1 - T3 / close. T3 is the generalised
 * double average GD = (1 + v) EMA - v EMA(EMA) taken three times, v the volume factor: six averages in a chain, whose
 * last four are weighted by the powers of v. Over the close and not over the average, for this one overshoots.
 * Unit: 1, positive where the close stands above. Warm-up: the seeds, and until all averages have forgotten them.
 */
export const t3RatioFeature: FeatureKind = {
  kind: 't3-ratio',
  group: 'trend',
  parameters: { bars: bars(5, 2), volumeFactor: { default: 0.7, min: 0, max: 1, integer: false } },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => forgetEmas(param(params, 'bars'), 6),
  open: (params) => {
    const v = param(params, 'volumeFactor');
    const averages = Array.from({ length: 6 }, () => createEma(param(params, 'bars')));
    // (1 + v - v E)^3 E^3 multiplied out: the weights of the 3rd, 4th, 5th and 6th average.
    const weights = [(1 + v) ** 3, -3 * v * (1 + v) ** 2, 3 * v ** 2 * (1 + v), -(v ** 3)];
    return ({ close }, out) => {
      let value = close;
      let t3 = 0;
      for (let stage = 0; stage < 6; stage++) {
        value = averages[stage]!.push(value);
        if (stage >= 2) t3 += weights[stage - 2]! * value;
      }
      out[0] = 1 - t3 / close;
    };
  },
};

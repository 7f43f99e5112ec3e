import type { AdaptiveScore } from '#contract/evaluation.ts';
import { interpolateQuantiles } from '#contract/distribution.ts';
import { centralIntervals } from '#contract/forecast.ts';
import type { SliceForecasts } from './forecast-slice.ts';
import { followCoverage, ROLLING } from './rolling-coverage.ts';

/** How far one outcome moves the level; the value that Gibbs and Candès use throughout. */
const STEP = 0.005;

/** Levels stay where the distribution is still a forecast and not its tail's extrapolation. */
const LEAST_MISS = 0.002;
const MOST_MISS = 0.98;

/**
 * Adaptive conformal inference on the slice: the share of misses that an interval allows itself is moved after each known
 * outcome, a_(t+1) = a_t + step (a - miss_t), instrument by instrument, so that an interval that missed too often becomes
 * wider. An outcome over h bars is known h bars later, and is not used before. Source: Gibbs and Candès 2021, "Adaptive
 * conformal inference under distribution shift", NeurIPS 34.
 *
 * It is an alternative that is scored beside the intervals of the forecasts, and not what forecasts use.
 */
export function scoreAdaptive(
  slice: Pick<SliceForecasts, 'barIndex' | 'instrumentIndex' | 'levels' | 'outcome' | 'quantiles' | 'scale' | 'time'>,
  instruments: number,
  horizonBars: number,
): AdaptiveScore[] {
  const { levels, outcome, quantiles, scale } = slice;
  const n = outcome.length;
  const width = levels.length;
  const rows = Array.from({ length: n }, (_, i) =>
    interpolateQuantiles(levels, quantiles.subarray(i * width, (i + 1) * width)),
  );
  return [...centralIntervals.map(({ coverage }) => coverage), ROLLING.nominal]
    .sort((a, b) => a - b)
    .map((nominal) => {
      const covered = new Float64Array(n);
      let widths = 0;
      /** By instrument: the level now, and what is waiting for its outcome. */
      const states = Array.from({ length: instruments }, () => ({
        miss: 1 - nominal,
        waiting: [] as { knownAt: number; missed: number }[],
      }));
      for (let i = 0; i < n; i++) {
        const state = states[slice.instrumentIndex[i]!]!;
        const bar = slice.barIndex[i]!;
        while (state.waiting.length > 0 && state.waiting[0]!.knownAt <= bar) {
          state.miss += STEP * (1 - nominal - state.waiting.shift()!.missed);
        }
        const miss = Math.min(MOST_MISS, Math.max(LEAST_MISS, state.miss));
        const [low, high] = [rows[i]!.quantile(miss / 2), rows[i]!.quantile(1 - miss / 2)];
        const scaled = outcome[i]! / scale[i]!;
        covered[i] = Number(low <= scaled && scaled <= high);
        widths += (high - low) * scale[i]!;
        state.waiting.push({ knownAt: bar + horizonBars, missed: 1 - covered[i]! });
      }
      const isFollowed = nominal === ROLLING.nominal;
      const rolling = isFollowed
        ? followCoverage(covered, slice.instrumentIndex, slice.time, instruments, horizonBars)
        : null;
      return {
        nominal,
        coverage: covered.reduce((sum, x) => sum + x, 0) / n,
        meanWidth: widths / n,
        rollingWithinShare: rolling && rolling.withinShare,
      };
    });
}

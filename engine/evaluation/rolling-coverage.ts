import type { RollingCoverage } from '#contract/evaluation.ts';
import { createRandom } from '../kernel/random.ts';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';

/** Intervals whose rolling coverage is followed, how many bars make a window, and how far it may be off. */
export const ROLLING = { nominal: 0.9, bars: 250, tolerance: 0.03 } as const;

/** Points of the curve that is kept for a plot. */
const MOST_POINTS = 120;

/** Bars of the simulated forecaster who is right. */
const IDEAL_BARS = 20_000;

/**
 * Coverage of the 90 % interval over the last 250 bars, at each bar of each instrument: what is right on average may be
 * wrong for years. `covered` [n] is 1 where the interval held, in order of time; null where no instrument has 250.
 *
 * `idealShare` is the share of windows within the tolerance that a forecaster would have who knows the distribution: with
 * overlapping labels of h bars 250 bars are only 250 / h fresh outcomes, and luck alone leaves the band. It is simulated
 * on a random walk of 20,000 bars.
 */
export function followCoverage(
  covered: ArrayLike<number>,
  instrumentIndex: Int32Array,
  time: Float64Array,
  instruments: number,
  horizonBars: number,
): RollingCoverage | null {
  const own = Array.from({ length: instruments }, () => new Map<number, Mean>());
  // Where several trainings forecast the same bar, their share is what held there.
  instrumentIndex.forEach((instrument, i) => {
    addTo(own[instrument]!, time[i]!, covered[i]!);
  });
  const long = own.filter((bars) => bars.size >= ROLLING.bars);
  if (long.length === 0) return null;
  const byTime = new Map<number, Mean>();
  const means: number[] = [];
  let [windows, within, lowest, highest] = [0, 0, 1, 0];
  for (const bars of long) {
    const times = [...bars.keys()];
    const coverage = rollMeans([...bars.values()].map(({ sum, count }) => sum / count));
    coverage.forEach((share, k) => {
      windows++;
      within += Number(isWithin(share));
      lowest = Math.min(lowest, share);
      highest = Math.max(highest, share);
      addTo(byTime, times[k + ROLLING.bars - 1]!, share);
    });
    means.push(coverage.reduce((sum, share) => sum + share, 0) / coverage.length);
  }
  const curve = [...byTime].sort(([a], [b]) => a - b);
  const step = Math.ceil(curve.length / MOST_POINTS);
  return {
    ...ROLLING,
    windows,
    withinShare: within / windows,
    idealShare: simulateIdeal(horizonBars),
    lowest,
    highest,
    instruments: long.length,
    instrumentsWithin: means.filter(isWithin).length,
    curve: curve
      .filter((_, k) => (curve.length - 1 - k) % step === 0)
      .map(([at, { sum, count }]) => ({ time: at, coverage: sum / count })),
  };
}

interface Mean {
  readonly sum: number;
  readonly count: number;
}

function addTo(means: Map<number, Mean>, at: number, value: number): void {
  const { sum, count } = means.get(at) ?? { sum: 0, count: 0 };
  means.set(at, { sum: sum + value, count: count + 1 });
}

function isWithin(share: number): boolean {
  // 0.87 of 250 samples is 217.5: rounding must not decide.
  return Math.abs(share - ROLLING.nominal) <= ROLLING.tolerance + 1e-9;
}

/** Means of the last 250 values, from the 250th on. */
function rollMeans(values: readonly number[]): number[] {
  const means: number[] = [];
  let sum = 0;
  values.forEach((value, k) => {
    sum += value - (k >= ROLLING.bars ? values[k - ROLLING.bars]! : 0);
    if (k >= ROLLING.bars - 1) means.push(sum / ROLLING.bars);
  });
  return means;
}

const ideals = new Map<number, number>();

function simulateIdeal(horizonBars: number): number {
  let share = ideals.get(horizonBars);
  if (share === undefined) {
    const random = createRandom(horizonBars);
    const walk = new Float64Array(IDEAL_BARS + horizonBars);
    for (let t = 1; t < walk.length; t++) walk[t] = walk[t - 1]! + random.normal();
    const bound = inverseNormalCdf((1 + ROLLING.nominal) / 2) * Math.sqrt(horizonBars);
    const covered = Array.from({ length: IDEAL_BARS }, (_, t) =>
      Number(Math.abs(walk[t + horizonBars]! - walk[t]!) <= bound),
    );
    const means = rollMeans(covered);
    share = means.filter(isWithin).length / means.length;
    ideals.set(horizonBars, share);
  }
  return share;
}

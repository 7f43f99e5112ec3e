import type { Distribution } from '#contract/distribution.ts';
import { createRandom, permutation } from '../kernel/random.ts';

/** Paths that are averaged over, one half the mirror image of the other. */
const PATHS = 512;

/** Horizons are up to 1000 bars; beyond this many steps the worst drawdown hardly changes any more. */
const MOST_STEPS = 128;

/** [PATHS × steps] Standard Brownian bridges from 0 to 0 over one unit of time, at the ends of the steps. */
const bridges = new Map<number, { readonly paths: Float64Array; readonly ends: Int32Array }>();

function bridgesOf(steps: number): { readonly paths: Float64Array; readonly ends: Int32Array } {
  let known = bridges.get(steps);
  if (known === undefined) {
    const random = createRandom(steps);
    const paths = new Float64Array(PATHS * steps);
    for (let path = 0; path < PATHS; path += 2) {
      const walk = Float64Array.from({ length: steps }, () => random.normal() / Math.sqrt(steps));
      for (let i = 1; i < steps; i++) walk[i]! += walk[i - 1]!;
      for (let i = 0; i < steps; i++) {
        const value = walk[i]! - ((i + 1) / steps) * walk[steps - 1]!;
        paths[path * steps + i] = value;
        paths[(path + 1) * steps + i] = -value;
      }
    }
    known = { paths, ends: permutation(PATHS, random) };
    bridges.set(steps, known);
  }
  return known;
}

/** Worst drawdown over the horizon: the largest loss from a close before it, the first one included, as a fraction. */
export interface PathDrawdown {
  readonly expected: number;
  /** Not exceeded in 95 % of cases. */
  readonly quantile95: number;
}

/**
 * How deep the price is expected to fall from its highest close within the horizon. A path ends where the calibrated
 * distribution of the log return says, at PATHS quantiles of it, and on its way there is a Brownian bridge of the
 * trailing volatility, seen at the close of each bar (at 128 evenly spaced times where there are more); `pathDeviation`
 * is the standard deviation of that volatility over the horizon, sigma sqrt(h). The paths are drawn once for each
 * horizon with a fixed seed, so the same forecast has the same drawdown, and between forecasts only what they say
 * differs.
 *
 * For a normal distribution of mean mu h and deviation sigma sqrt(h) this is Brownian motion with drift, whose expected
 * maximum drawdown Magdon-Ismail, Atiya, Pratap and Abu-Mostafa 2004, "On the maximum drawdown of a Brownian motion",
 * Journal of Applied Probability 41, give: sqrt(pi / 2) sigma sqrt(h) without drift.
 */
export function measurePathDrawdown(
  ofLogReturn: Distribution,
  pathDeviation: number,
  horizonBars: number,
): PathDrawdown {
  const steps = Math.min(horizonBars, MOST_STEPS);
  const { paths, ends } = bridgesOf(steps);
  const drawdowns = new Float64Array(PATHS);
  for (let path = 0; path < PATHS; path++) {
    const end = ofLogReturn.quantile((ends[path]! + 0.5) / PATHS);
    let highest = 0;
    let deepest = 0;
    for (let i = 0; i < steps; i++) {
      const value = ((i + 1) / steps) * end + pathDeviation * paths[path * steps + i]!;
      if (value > highest) highest = value;
      else if (highest - value > deepest) deepest = highest - value;
    }
    drawdowns[path] = -Math.expm1(-deepest);
  }
  drawdowns.sort();
  return {
    expected: drawdowns.reduce((sum, x) => sum + x, 0) / PATHS,
    quantile95: drawdowns[Math.ceil(0.95 * PATHS) - 1]!,
  };
}

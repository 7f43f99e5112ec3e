import { inverseNormalCdf, normalCdf } from '../kernel/normal-distribution.ts';

/**
 * A continuous distribution through given quantiles: the value is piecewise linear in the normal score of
 * its level, so that a normal distribution is met exactly and the tails beyond the outermost levels
 * continue as normal ones of the outermost slope.
 */
export interface Distribution {
  /** P(X ≤ x) */
  cdf(x: number): number;
  /** The value that X stays below with the given probability, 0 < probability < 1. */
  quantile(probability: number): number;
}

/** Levels ascending; values ascending, in the same order. */
export function interpolateQuantiles(levels: readonly number[], values: ArrayLike<number>): Distribution {
  const scores = levels.map(inverseNormalCdf);
  const last = scores.length - 1;
  // Equal neighbours would make the CDF jump; a hair's breadth keeps it a function. The hair is measured
  // by the values and not by their spread, or it would be lost in the rounding of values that are all alike.
  const step = Math.max(Math.abs(values[0]!), Math.abs(values[last]!), 1e-9) * 1e-9;
  const points = new Float64Array(levels.length);
  for (let i = 0; i <= last; i++) points[i] = i === 0 ? values[0]! : Math.max(values[i]!, points[i - 1]! + step);

  /** Index of the segment that holds x in an ascending column, clamped to the outermost ones. */
  function segment(column: ArrayLike<number>, x: number): number {
    let i = 0;
    while (i < last - 1 && x > column[i + 1]!) i++;
    return i;
  }

  return {
    cdf(x) {
      const i = segment(points, x);
      const share = (x - points[i]!) / (points[i + 1]! - points[i]!);
      return normalCdf(scores[i]! + share * (scores[i + 1]! - scores[i]!));
    },
    quantile(probability) {
      const score = inverseNormalCdf(probability);
      const i = segment(scores, score);
      const share = (score - scores[i]!) / (scores[i + 1]! - scores[i]!);
      return points[i]! + share * (points[i + 1]! - points[i]!);
    },
  };
}

/** Points of the midpoint rule for expectations; the error of the mean is below 1e-4 standard deviations. */
const GRID = 400;

/** E[f(X)] between two probabilities, by the midpoint rule over the quantile function. */
export function expectation(
  distribution: Distribution,
  f: (x: number) => number,
  fromProbability = 0,
  toProbability = 1,
): number {
  let sum = 0;
  for (let i = 0; i < GRID; i++) {
    const p = fromProbability + ((i + 0.5) / GRID) * (toProbability - fromProbability);
    sum += f(distribution.quantile(p));
  }
  return sum / GRID;
}

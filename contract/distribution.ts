import { inverseNormalCdf, normalCdf } from './normal-distribution.ts';

/** Quantiles that a distribution goes through: levels ascending, and values ascending in the same order. */
export interface QuantileKnots {
  readonly levels: readonly number[];
  readonly values: readonly number[];
}

/**
 * A continuous distribution through given quantiles: the value is piecewise linear in the normal score of
 * its level, so that a normal distribution is met exactly and the tails beyond the outermost levels
 * continue as normal ones of the outermost slope.
 */
export interface Distribution {
  /** What it was made of, as it was given: the same numbers make the same distribution again, bit for bit. */
  readonly knots: QuantileKnots;
  /** P(X ≤ x) */
  cdf(x: number): number;
  /** The value that X stays below with the given probability, 0 < probability < 1. */
  quantile(probability: number): number;
  /**
   * E[exp(rate X); X below its quantile of that probability], not divided by the probability: the whole
   * expectation unless told. Exact; infinite or NaN only where a segment rises so steeply that
   * exp((rate × slope)² / 2) exceeds the numbers.
   */
  exponentialMoment(rate: number, belowProbability?: number): number;
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
    knots: { levels, values: Array.from(values) },
    cdf(x) {
      const i = segment(points, x);
      const share = (x - points[i]!) / (points[i + 1]! - points[i]!);
      return normalCdf(scores[i]! + share * (scores[i + 1]! - scores[i]!));
    },
    exponentialMoment(rate, belowProbability = 1) {
      const top = inverseNormalCdf(belowProbability);
      let sum = 0;
      for (let i = 0; i < last; i++) {
        const from = i === 0 ? -Infinity : scores[i]!;
        if (from >= top) break;
        const to = i === last - 1 ? top : Math.min(top, scores[i + 1]!);
        const slope = (points[i + 1]! - points[i]!) / (scores[i + 1]! - scores[i]!);
        sum += segmentMoment(rate * (points[i]! - slope * scores[i]!), rate * slope, from, to);
      }
      return sum;
    },
    quantile(probability) {
      const score = inverseNormalCdf(probability);
      const i = segment(scores, score);
      const share = (score - scores[i]!) / (scores[i + 1]! - scores[i]!);
      return points[i]! + share * (points[i + 1]! - points[i]!);
    },
  };
}

/**
 * E[exp(a + b Z); from < Z < to] of a standard normal Z. Completing the square in exp(a + b z) φ(z) gives
 * exp(a + b² / 2) (Φ(to - b) - Φ(from - b)), the partial expectation of a log-normal.
 */
function segmentMoment(a: number, b: number, from: number, to: number): number {
  return Math.exp(a + (b * b) / 2) * normalBetween(from - b, to - b);
}

/** Φ(to) - Φ(from), taken in the lower tail: in the upper one the difference of two ones would lose its digits. */
function normalBetween(from: number, to: number): number {
  return from > 0 ? normalCdf(-from) - normalCdf(-to) : normalCdf(to) - normalCdf(from);
}

import { inverseNormalCdf } from '#contract/normal-distribution.ts';

/** Levels at which the pinball loss is taken: the midpoints of so many equal parts of 0 to 1. */
const PARTS = 200;

/**
 * Continuous ranked probability score of each sample, twice the integral of the pinball loss over all levels, in the unit
 * of the outcome; lower is better, and |error| for a forecast without width. The distribution between and beyond the
 * given quantiles is that of contract/distribution.ts, linear in the normal score; the integral is a midpoint rule of 200
 * parts (for a normal distribution right to 0.1 %).
 * Source: Gneiting and Raftery 2007, Journal of the American Statistical Association 102, 359-378.
 * outcome [n], quantiles [n × levels] in rows, ascending; levels [levels] ascending; returns [n].
 */
export function rankedProbabilityScores(
  outcome: Float64Array,
  quantiles: Float64Array,
  levels: readonly number[],
): Float64Array {
  const width = levels.length;
  const scores = levels.map(inverseNormalCdf);
  // Between which two levels each part lies, and how far along: the same for every sample.
  const parts = Array.from({ length: PARTS }, (_, k) => {
    const level = (k + 0.5) / PARTS;
    const score = inverseNormalCdf(level);
    let below = 0;
    while (below < width - 2 && score > scores[below + 1]!) below++;
    return { level, below, share: (score - scores[below]!) / (scores[below + 1]! - scores[below]!) };
  });
  return outcome.map((value, i) => {
    const row = i * width;
    let sum = 0;
    for (const { level, below, share } of parts) {
      const low = quantiles[row + below]!;
      const error = value - (low + share * (quantiles[row + below + 1]! - low));
      sum += error >= 0 ? level * error : (level - 1) * error;
    }
    return (2 * sum) / PARTS;
  });
}

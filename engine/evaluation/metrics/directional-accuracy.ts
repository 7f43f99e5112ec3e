import type { DirectionCounts } from './direction-counts.ts';

/**
 * Share of right directions: (TP + TN) / n, in [0, 1]. NaN without samples.
 * Source: Sokolova and Lapalme 2009, "A systematic analysis of performance measures", table 2.
 */
export function directionalAccuracy(counts: DirectionCounts): number {
  const right = counts.truePositive + counts.trueNegative;
  return right / (right + counts.falsePositive + counts.falseNegative);
}

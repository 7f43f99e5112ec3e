import type { DirectionCounts } from './direction-counts.ts';

/**
 * Matthews correlation coefficient, in [-1, 1]:
 * (TP·TN - FP·FN) / sqrt((TP+FP)(TP+FN)(TN+FP)(TN+FN)).
 * 0 where a margin is empty: who always says the same thing has told nothing apart.
 * Source: Matthews 1975, Biochimica et Biophysica Acta 405, 442-451; the convention for empty margins as in
 * Chicco and Jurman 2020, BMC Genomics 21:6.
 */
export function matthewsCorrelation(counts: DirectionCounts): number {
  const { truePositive: tp, falsePositive: fp, trueNegative: tn, falseNegative: fn } = counts;
  // Roots one by one: the product of four counts may pass 2^53.
  const scale = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn);
  return scale === 0 ? 0 : (tp * tn - fp * fn) / scale;
}

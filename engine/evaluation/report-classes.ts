import { trendClasses, type ClassReport, type ClassScore } from '#contract/evaluation.ts';
import { bootstrapByDay, type DayResamples, type SumByDay } from './bootstrap.ts';
import type { ClassForecasts } from './forecast-slice.ts';

const K = trendClasses.length;

/**
 * Precision, recall and F1 of each class, as scikit-learn's classification_report has them with zero_division=0
 * (van Rijsbergen 1979, Information Retrieval, chapter 7), beside what always saying the most frequent class, or the
 * shares of the calibration slice, would have scored.
 */
export function reportClasses(
  { probabilities, actual, baseShares }: ClassForecasts,
  byDay: SumByDay,
  resamples: DayResamples,
): ClassReport {
  const samples = actual.length;
  const said = Uint8Array.from(actual, (_, i) => mostProbable(probabilities.subarray(i * K, (i + 1) * K)));
  const confusion = trendClasses.map(() => new Array<number>(K).fill(0));
  actual.forEach((own, i) => (confusion[own]![said[i]!]! += 1));
  const classes = trendClasses.map((name, c): ClassScore => {
    const support = confusion[c]!.reduce((sum, n) => sum + n, 0);
    const saidSo = confusion.reduce((sum, row) => sum + row[c]!, 0);
    const right = confusion[c]![c]!;
    const precision = saidSo > 0 ? right / saidSo : 0;
    const recall = support > 0 ? right / support : 0;
    const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
    return { name, support, precision, recall, f1 };
  });
  const logLoss = (of: Float64Array): number =>
    actual.reduce((sum, own, i) => sum - Math.log(of[i * K + own]!), 0) / samples;
  return {
    classes,
    confusion,
    accuracy: bootstrapByDay(
      resamples,
      [byDay((i) => Number(said[i] === actual[i])), byDay(() => 1)],
      ([hits, count]) => hits! / count!,
      { low: 0, high: 1 },
    ),
    majorityAccuracy: Math.max(...classes.map(({ support }) => support)) / samples,
    macroF1: classes.reduce((sum, { f1 }) => sum + f1, 0) / K,
    logLoss: logLoss(probabilities),
    baselineLogLoss: logLoss(baseShares),
  };
}

/** The first of equals. */
function mostProbable(row: Float64Array): number {
  return row.indexOf(Math.max(...row));
}

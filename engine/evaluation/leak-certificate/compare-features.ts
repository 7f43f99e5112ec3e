import type { FeatureTable } from '../../features/compute-features.ts';
import type { Dataset, InstrumentInput } from '../../features/dataset.ts';
import type { Labels } from '../../features/label.ts';
import { findDifference } from './find-difference.ts';
import type { OtherFuture } from './other-futures.ts';
import { leakOf } from './subject.ts';
import type { Tally } from './tally.ts';

/**
 * Compares the columns that were trained on, at all bars up to a cut, with those of another future; and the scales of
 * the labels, which turn what the network says into returns.
 */
export function compareFeatures(
  trained: Dataset['instruments'][number],
  table: FeatureTable,
  labels: Labels,
  future: OtherFuture<InstrumentInput>,
  tally: Tally,
): void {
  const kept = future.lastKept + 1;
  const compare = (what: string, one: Float64Array | Int32Array, other: Float64Array | Int32Array): void => {
    const bar = findDifference(one.subarray(0, kept), other.subarray(0, kept));
    tally.count('features', kept);
    if (bar >= 0) tally.report(leakOf('features', what, future, trained.input.bars.time[bar]!));
  };
  table.names.forEach((name, c) => {
    compare(name, trained.table.columns[c]!, table.columns[c]!);
  });
  compare('whether a bar has all its values', trained.table.usableRun, table.usableRun);
  labels.horizons.forEach(({ horizonBars, scale }, h) => {
    compare(`volatility over ${horizonBars} bars`, trained.labels.horizons[h]!.scale, scale);
  });
}

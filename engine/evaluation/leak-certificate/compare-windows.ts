import type { FeatureTable } from '../../features/compute-features.ts';
import { gatherWindows, scaleFeatures, type Dataset, type InstrumentInput } from '../../features/dataset.ts';
import { fitScaler } from '../../features/scalers/scaler.ts';
import { partNames } from '../../features/split.ts';
import { findDifference } from './find-difference.ts';
import type { OtherFuture } from './other-futures.ts';
import { attempt, leakOf } from './subject.ts';
import type { Tally } from './tally.ts';

/** Windows before a cut that are gathered. Rows are compared all the same: this is about which rows a window takes. */
const GATHERED_WINDOWS = 16;

/**
 * Compares the scaled rows that were trained on, at all bars up to a cut, with those of another future, whose scalers are
 * fitted again; and the last windows before the cut as the network gets them. The cut lies in the test part, so it
 * leaves the train interval as it was. `place` is that of the instrument, `firstRow` its first row.
 */
export function compareWindows(
  dataset: Dataset,
  { place, firstRow }: { readonly place: number; readonly firstRow: number },
  table: FeatureTable,
  future: OtherFuture<InstrumentInput>,
  tally: Tally,
): void {
  const { features, instruments, parts, split } = dataset;
  const { time } = instruments[place]!.input.bars;
  const kept = future.lastKept + 1;
  const scalers = attempt(() =>
    table.columns.map((column, c) =>
      fitScaler(features[table.featureOf[c]!]!.scaler, column, future.input.bars.time, split.train),
    ),
  );
  if (scalers === null) {
    tally.report(leakOf('windows', 'the scalers', future, time[future.lastKept]!));
    return;
  }
  const rows = scaleFeatures(table, scalers, kept, instruments[place]!.place);
  const width = rows.length / kept;

  // All parts share one matrix; were there several, each would be looked at.
  for (const matrix of new Set(partNames.map((name) => parts[name].windows.features))) {
    const trained = matrix.subarray(firstRow * width, (firstRow + kept) * width);
    const found = findDifference(trained, rows);
    tally.count('windows', rows.length);
    if (found < 0) continue;
    const bar = Math.floor(found / width);
    tally.report(leakOf('windows', `scaled ${table.names[found % width]!}`, future, time[bar]!));
  }

  const { windows, origins } = parts.test;
  const samples = windows.ends
    .map((_, sample) => sample)
    .filter((sample) => origins.instrument[sample] === place && origins.bar[sample]! < kept)
    .slice(-GATHERED_WINDOWS);
  const ends = samples.map((sample) => origins.bar[sample]!);
  const trained = gatherWindows(windows, samples);
  const { windowBars } = windows;
  const anew = gatherWindows(
    { features: rows, featureCount: width, windowBars, ends },
    ends.map((_, i) => i),
  );
  const found = findDifference(trained, anew);
  tally.count('windows', anew.length);
  if (found >= 0) {
    const end = ends[Math.floor(found / (width * windowBars))]!;
    tally.report(leakOf('windows', 'the bars of a window', future, time[end]!));
  }
}

import { AppError } from '#contract/errors.ts';
import type { FeatureSpec } from '#contract/model-spec.ts';
import type { FeatureInput } from './feature-kind.ts';
import { openFeatures, type FeatureRows } from './open-features.ts';
import { findMissingData, resolveFeatures } from './resolve-features.ts';

/** The features of one instrument as columns over its bars. */
export interface FeatureTable extends Pick<FeatureRows, 'names' | 'featureOf'> {
  /** The columns of all features, one feature after the other. */
  readonly columns: readonly Float64Array[];
  /** First index at which every column has a value that no longer depends on where the history starts. */
  readonly firstUsable: number;
  /** Usable rows in succession that end at each bar; 0 at a row that lacks a value, and before `firstUsable`. */
  readonly usableRun: Int32Array;
}

/**
 * Computes the columns of the features in one pass over the bars.
 * Errors: spec/missing-data; those of resolveFeatures.
 */
export function computeFeatures(specs: readonly FeatureSpec[], input: FeatureInput): FeatureTable {
  for (const feature of resolveFeatures(specs)) {
    const missing = findMissingData(feature, input);
    if (missing === null) continue;
    throw new AppError(
      'spec/missing-data',
      `The model reads the feature "${feature.kind.kind}", for which the history has no ${missing} any more.`,
      'Import that data again, or train a model without the feature.',
    );
  }

  const rows = openFeatures(specs);
  const { time, open, high, low, close, volume } = input.bars;
  const columns = rows.names.map(() => new Float64Array(time.length));
  const usableRun = new Int32Array(time.length);
  let firstUsable = time.length;
  const allSeries = Object.entries(input.series ?? {});
  const series: Record<string, number> = {};
  for (let t = 0; t < time.length; t++) {
    for (const [name, values] of allSeries) series[name] = values[t]!;
    const row = rows.push({
      time: time[t]!,
      open: open[t]!,
      high: high[t]!,
      low: low[t]!,
      close: close[t]!,
      volume: volume[t]!,
      series,
    });
    let isWhole = t >= rows.warmupBars;
    for (let c = 0; c < row.length; c++) {
      const value = row[c]!;
      columns[c]![t] = value;
      if (!Number.isFinite(value)) isWhole = false;
    }
    if (!isWhole) continue;
    usableRun[t] = (t > 0 ? usableRun[t - 1]! : 0) + 1;
    firstUsable = Math.min(firstUsable, t);
  }
  return { names: rows.names, featureOf: rows.featureOf, columns, firstUsable, usableRun };
}

import { AppError } from '#contract/errors.ts';
import type { FeatureSpec } from '#contract/model-spec.ts';
import type { FeatureInput } from './feature-kind.ts';
import { blankBar, openStreams, type FeatureRows, type OpenFeature } from './open-features.ts';
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

  const { names, featureOf, warmupBars, features } = openStreams(specs);
  const length = input.bars.time.length;
  const columns = names.map(() => new Float64Array(length));
  for (const feature of features) runStream(feature, input, columns);
  return { names, featureOf, columns, ...findUsable(columns, warmupBars, length) };
}

/**
 * Runs the stream of one feature over all bars. Feature after feature takes a fifth less time than bar after bar, for
 * the processor then keeps what one feature needs at hand.
 */
function runStream(feature: OpenFeature, { bars, series }: FeatureInput, columns: readonly Float64Array[]): void {
  const { stream, out, columns: places } = feature;
  const values = feature.series === null ? undefined : series?.[feature.series];
  const targets = places.map((_, c) => columns[feature.start + c]!);
  const { time, open, high, low, close, volume } = bars;
  const seen = blankBar();
  for (let t = 0; t < time.length; t++) {
    seen.time = time[t]!;
    seen.open = open[t]!;
    seen.high = high[t]!;
    seen.low = low[t]!;
    seen.close = close[t]!;
    seen.volume = volume[t]!;
    if (values !== undefined) seen.seriesValue = values[t]!;
    stream(seen, out);
    for (let c = 0; c < targets.length; c++) targets[c]![t] = out[places[c]!]!;
  }
}

function findUsable(
  columns: readonly Float64Array[],
  warmupBars: number,
  length: number,
): Pick<FeatureTable, 'firstUsable' | 'usableRun'> {
  /** 1 until a column lacks a value: then 0. */
  const usableRun = new Int32Array(length).fill(1, Math.min(warmupBars, length));
  for (const column of columns) {
    for (let t = warmupBars; t < length; t++) if (!Number.isFinite(column[t]!)) usableRun[t] = 0;
  }
  const first = usableRun.indexOf(1);
  for (let t = 1; t < length; t++) usableRun[t]! *= 1 + usableRun[t - 1]!;
  return { firstUsable: first < 0 ? length : first, usableRun };
}

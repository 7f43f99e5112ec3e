import { AppError } from '#contract/errors.ts';
import type { FeatureSpec } from '#contract/model-spec.ts';
import type { FeatureBar, FeatureInput } from './feature-kind.ts';
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
  const isWhole = new Uint8Array(length).fill(1);
  runStreams(features, input, columns, isWhole);
  return { names, featureOf, columns, ...findUsable(isWhole, warmupBars) };
}

/** Bars that are filled in at a time, few enough to stay in the processor's cache while all features read them. */
const BARS_AT_A_TIME = 128;

/**
 * Runs the streams of all features over all bars, and marks with 0 in `isWhole` the bars at which a column has no
 * value. Feature after feature reads a stretch of bars: that takes a fifth less time than all features at one bar after
 * another, for the processor then keeps what one feature needs at hand, and a tenth less than each feature over the
 * whole history, for which bars would be filled in for each feature anew.
 */
function runStreams(
  features: readonly OpenFeature[],
  { bars, series }: FeatureInput,
  columns: readonly Float64Array[],
  isWhole: Uint8Array,
): void {
  const { time, open, high, low, close, volume } = bars;
  const stretch = Array.from({ length: Math.min(BARS_AT_A_TIME, time.length) }, blankBar);
  for (let first = 0; first < time.length; first += stretch.length) {
    const count = Math.min(stretch.length, time.length - first);
    for (let i = 0; i < count; i++) {
      const seen = stretch[i]!;
      seen.time = time[first + i]!;
      seen.open = open[first + i]!;
      seen.high = high[first + i]!;
      seen.low = low[first + i]!;
      seen.close = close[first + i]!;
      seen.volume = volume[first + i]!;
    }
    for (const feature of features) {
      const values = feature.series === null ? undefined : series?.[feature.series];
      if (values) for (let i = 0; i < count; i++) stretch[i]!.seriesValue = values[first + i]!;
      runStream(feature, stretch, first, count, columns, isWhole);
      if (values) for (let i = 0; i < count; i++) stretch[i]!.seriesValue = NaN;
    }
  }
}

/** Runs the stream of one feature over the first `count` bars of the stretch, which begins at index `first`. */
function runStream(
  { stream, out, columns: places, start }: OpenFeature,
  stretch: readonly FeatureBar[],
  first: number,
  count: number,
  columns: readonly Float64Array[],
  isWhole: Uint8Array,
): void {
  // Most features have one column: it is kept out of the loop over columns, which takes as long as a simple feature.
  const column = columns[start]!;
  const place = places[0]!;
  for (let i = 0; i < count; i++) {
    stream(stretch[i]!, out);
    const value = out[place]!;
    column[first + i] = value;
    if (!Number.isFinite(value)) isWhole[first + i] = 0;
    for (let c = 1; c < places.length; c++) {
      const other = out[places[c]!]!;
      columns[start + c]![first + i] = other;
      if (!Number.isFinite(other)) isWhole[first + i] = 0;
    }
  }
}

function findUsable(isWhole: Uint8Array, warmupBars: number): Pick<FeatureTable, 'firstUsable' | 'usableRun'> {
  const usableRun = new Int32Array(isWhole.length);
  let run = 0;
  for (let t = warmupBars; t < isWhole.length; t++) {
    run = isWhole[t]! * (run + 1);
    usableRun[t] = run;
  }
  const first = usableRun.indexOf(1);
  return { firstUsable: first < 0 ? isWhole.length : first, usableRun };
}

import type { FeatureSpec } from '#contract/model-spec.ts';
import type { FeatureBar, FeatureStream } from './feature-kind.ts';
import { resolveFeatures } from './resolve-features.ts';

/** One bar with the values of all external series, NaN where there is none, as known at its close. */
export interface LiveBar extends Omit<FeatureBar, 'seriesValue'> {
  readonly series: Readonly<Record<string, number>>;
}

/** The columns of some features, bar by bar. */
export interface FeatureRows {
  /** Kind and column of each number in a row, such as 'macd.signal'; the kind alone where it has one column. */
  readonly names: readonly string[];
  /** Which feature of the spec each number in a row belongs to. */
  readonly featureOf: readonly number[];
  /** Rows that are not to be used yet, because they depend on where the history starts. */
  readonly warmupBars: number;
  /** The row of the next bar; NaN where there is no value. The array is used again for the next row. */
  push(bar: LiveBar): Float64Array;
}

/** A feature of a spec with its stream open. */
export interface OpenFeature {
  readonly stream: FeatureStream;
  /** What the stream writes to: all columns of the kind. */
  readonly out: Float64Array;
  /** Places in `out` of the columns that the spec asks for. */
  readonly columns: readonly number[];
  /** Name of the external series that it reads, or null. */
  readonly series: string | null;
  /** Place of its first column among those of all features. */
  readonly start: number;
}

/** The opened features of a spec, and what there is to know of their columns. */
export interface OpenFeatures extends Pick<FeatureRows, 'names' | 'featureOf' | 'warmupBars'> {
  readonly features: readonly OpenFeature[];
}

/** Opens the streams of a spec's features. Errors: those of resolveFeatures. */
export function openStreams(specs: readonly FeatureSpec[]): OpenFeatures {
  const names: string[] = [];
  const featureOf: number[] = [];
  let warmupBars = 0;
  const features = resolveFeatures(specs).map(({ kind, params, columns, series }, f) => {
    const start = names.length;
    for (const place of columns) {
      names.push(kind.columns.length > 1 ? `${kind.kind}.${kind.columns[place]!}` : kind.kind);
      featureOf.push(f);
    }
    const chosen = columns.map((place) => kind.columns[place]!);
    warmupBars = Math.max(warmupBars, kind.warmupBars(params, chosen));
    return { stream: kind.open(params), out: new Float64Array(kind.columns.length), columns, series, start };
  });
  return { names, featureOf, warmupBars, features };
}

/** A bar to fill in for streams. */
export function blankBar(): FeatureBar {
  return { time: 0, open: 0, high: 0, low: 0, close: 0, volume: 0, seriesValue: NaN };
}

/**
 * Opens the streams of a spec's features, for bars that arrive one at a time; computeFeatures runs the same over a
 * whole history. Errors: those of resolveFeatures.
 */
export function openFeatures(specs: readonly FeatureSpec[]): FeatureRows {
  const { names, featureOf, warmupBars, features } = openStreams(specs);
  const row = new Float64Array(names.length);
  const seen = blankBar();

  return {
    names,
    featureOf,
    warmupBars,
    push(bar) {
      seen.time = bar.time;
      seen.open = bar.open;
      seen.high = bar.high;
      seen.low = bar.low;
      seen.close = bar.close;
      seen.volume = bar.volume;
      for (const { stream, out, columns, series, start } of features) {
        seen.seriesValue = series === null ? NaN : (bar.series[series] ?? NaN);
        stream(seen, out);
        for (let c = 0; c < columns.length; c++) row[start + c] = out[columns[c]!]!;
      }
      return row;
    },
  };
}

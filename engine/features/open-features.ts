import type { FeatureSpec } from '#contract/model-spec.ts';
import type { FeatureBar } from './feature-kind.ts';
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

/**
 * Opens the streams of a spec's features, for bars that arrive one at a time; computeFeatures runs the same over a
 * whole history. Errors: those of resolveFeatures.
 */
export function openFeatures(specs: readonly FeatureSpec[]): FeatureRows {
  const names: string[] = [];
  const featureOf: number[] = [];
  let warmupBars = 0;
  const features = resolveFeatures(specs).map(({ kind, params, columns, series }, f) => {
    const start = names.length;
    for (const place of columns) {
      names.push(kind.columns.length > 1 ? `${kind.kind}.${kind.columns[place]!}` : kind.kind);
      featureOf.push(f);
    }
    warmupBars = Math.max(warmupBars, kind.warmupBars(params));
    return { stream: kind.open(params), out: new Float64Array(kind.columns.length), columns, series, start };
  });
  const row = new Float64Array(names.length);
  const seen: FeatureBar = { time: 0, open: 0, high: 0, low: 0, close: 0, volume: 0, seriesValue: NaN };

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
        out.fill(NaN);
        stream(seen, out);
        for (let c = 0; c < columns.length; c++) row[start + c] = out[columns[c]!]!;
      }
      return row;
    },
  };
}

import { trendClasses } from '#contract/evaluation.ts';
import type { SliceForecasts } from './forecast-slice.ts';

type ColumnName = {
  [Name in keyof SliceForecasts]: SliceForecasts[Name] extends Float64Array ? Name : never;
}[keyof SliceForecasts];

/**
 * Several slices as one, in order of time; at equal times by instrument, then in the order of `slices`. They share the
 * list of instruments and the levels.
 */
export function joinForecasts(slices: readonly SliceForecasts[]): SliceForecasts {
  const { levels } = slices[0] ?? { levels: [] };
  const origins = slices.flatMap((slice) => Array.from(slice.time.keys(), (row) => ({ slice, row })));
  // A stable sort: what is equal stays in the order of the slices.
  origins.sort(
    (a, b) =>
      a.slice.time[a.row]! - b.slice.time[b.row]! || a.slice.instrumentIndex[a.row]! - b.slice.instrumentIndex[b.row]!,
  );
  const column = (name: ColumnName): Float64Array => Float64Array.from(origins, ({ slice, row }) => slice[name][row]!);
  const index = (name: 'instrumentIndex' | 'barIndex'): Int32Array =>
    Int32Array.from(origins, ({ slice, row }) => slice[name][row]!);
  const rows = (width: number, read: (slice: SliceForecasts) => Float64Array): Float64Array => {
    const joined = new Float64Array(origins.length * width);
    origins.forEach(({ slice, row }, i) => {
      joined.set(read(slice).subarray(row * width, (row + 1) * width), i * width);
    });
    return joined;
  };
  for (const slice of slices) {
    if (slice.levels.length !== levels.length || slice.levels.some((level, j) => level !== levels[j])) {
      throw new RangeError(`expected the levels ${levels.join(', ')}, found ${slice.levels.join(', ')}`);
    }
  }
  return {
    time: column('time'),
    instrumentIndex: index('instrumentIndex'),
    barIndex: index('barIndex'),
    outcome: column('outcome'),
    scale: column('scale'),
    levels,
    quantiles: rows(levels.length, ({ quantiles }) => quantiles),
    probabilityUp: column('probabilityUp'),
    expectedReturn: column('expectedReturn'),
    variance: column('variance'),
    logisticUp: column('logisticUp'),
    ridgeReturn: column('ridgeReturn'),
    baseRate: column('baseRate'),
    // All of one label, so all have classes or none has.
    classes: slices.every(({ classes }) => classes !== null)
      ? {
          probabilities: rows(trendClasses.length, ({ classes }) => classes!.probabilities),
          actual: Uint8Array.from(origins, ({ slice, row }) => slice.classes!.actual[row]!),
          baseShares: rows(trendClasses.length, ({ classes }) => classes!.baseShares),
        }
      : null,
  };
}

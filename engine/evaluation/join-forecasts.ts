import type { SliceForecasts } from './forecast-slice.ts';

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
  const column = (name: 'time' | 'outcome' | 'scale' | 'probabilityUp' | 'expectedReturn' | 'baseRate'): Float64Array =>
    Float64Array.from(origins, ({ slice, row }) => slice[name][row]!);
  const index = (name: 'instrumentIndex' | 'barIndex'): Int32Array =>
    Int32Array.from(origins, ({ slice, row }) => slice[name][row]!);
  const quantiles = new Float64Array(origins.length * levels.length);
  origins.forEach(({ slice, row }, i) => {
    if (slice.levels.length !== levels.length || slice.levels.some((level, j) => level !== levels[j])) {
      throw new RangeError(`expected the levels ${levels.join(', ')}, found ${slice.levels.join(', ')}`);
    }
    quantiles.set(slice.quantiles.subarray(row * levels.length, (row + 1) * levels.length), i * levels.length);
  });
  return {
    time: column('time'),
    instrumentIndex: index('instrumentIndex'),
    barIndex: index('barIndex'),
    outcome: column('outcome'),
    scale: column('scale'),
    levels,
    quantiles,
    probabilityUp: column('probabilityUp'),
    expectedReturn: column('expectedReturn'),
    baseRate: column('baseRate'),
  };
}

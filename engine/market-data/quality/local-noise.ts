/**
 * Robust measures of the neighbourhood of a bar. Medians, since the neighbourhood of one error often holds another.
 */

/** Bars on either side that count as the neighbourhood. */
const REACH = 30;

/** Fewer neighbours than this say too little: the noise is then taken to be at least SPARSE_NOISE. */
const ENOUGH_NEIGHBOURS = 8;
const SPARSE_NOISE = 0.02;

/** Prices that hardly move, such as those of rounded pennies, have a median return of 0; half a per cent is the least. */
const LEAST_NOISE = 0.005;

/** The standard deviation of a normal distribution is 1.4826 times the median of its absolute values. */
const MEDIAN_TO_SIGMA = 1.4826;

/** Robust standard deviation of the log returns around bar t, that of t itself left out. */
export function measureNoise(price: Float64Array, t: number): number {
  const moves: number[] = [];
  const from = Math.max(1, t - REACH);
  const to = Math.min(price.length - 1, t + REACH);
  for (let i = from; i <= to; i++) if (i !== t) moves.push(Math.abs(Math.log(price[i]! / price[i - 1]!)));
  const sigma = MEDIAN_TO_SIGMA * median(moves);
  return Math.max(sigma, moves.length < ENOUGH_NEIGHBOURS ? SPARSE_NOISE : LEAST_NOISE);
}

/** Median log ratio of high to low around bar t, t itself left out; 0 where there is no neighbour. */
export function measureRange(high: Float64Array, low: Float64Array, t: number): number {
  const ranges: number[] = [];
  const to = Math.min(high.length - 1, t + REACH);
  for (let i = Math.max(0, t - REACH); i <= to; i++) if (i !== t) ranges.push(Math.log(high[i]! / low[i]!));
  return median(ranges);
}

/** Median of the positive values of bars first..end-1; 0 where there is none. */
export function medianOfPositive(column: Float64Array, first: number, end: number): number {
  const values: number[] = [];
  for (let t = Math.max(0, first); t < Math.min(end, column.length); t++) if (column[t]! > 0) values.push(column[t]!);
  return median(values);
}

/** The median; 0 of nothing. Sorts its argument. */
export function median(values: number[]): number {
  if (values.length === 0) return 0;
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

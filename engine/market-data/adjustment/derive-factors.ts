import type { EpochMs } from '#contract/bars.ts';
import type { PriceRow } from '../parsed-price-file.ts';

/**
 * Adjusted close / close, divided by the last bar's, so that the last bar stays as it is even where the
 * file ends long before the day on which the provider adjusted it. `rows` are ascending in time.
 */
export function derivePriceFactor(rows: readonly PriceRow[]): Float64Array {
  const factor = Float64Array.from(rows, (bar) => bar.adjustedClose / bar.close);
  const last = factor.at(-1) ?? 1;
  return factor.map((value) => value / last);
}

/**
 * The product of the coefficients of all splits after the bar, up to the last bar: after a split of 4 for 1
 * a share of before counts as 4. `splits` maps the first session on the new scale to its coefficient.
 */
export function deriveVolumeFactor(time: Float64Array, splits: ReadonlyMap<EpochMs, number>): Float64Array {
  const end = time.at(-1) ?? Number.NEGATIVE_INFINITY;
  const latestFirst = [...splits].filter(([day]) => day <= end).sort((a, b) => b[0] - a[0]);
  const factor = new Float64Array(time.length);
  let product = 1;
  let next = 0;
  for (let t = time.length - 1; t >= 0; t--) {
    for (; next < latestFirst.length && latestFirst[next]![0] > time[t]!; next++) product *= latestFirst[next]![1];
    factor[t] = product;
  }
  return factor;
}

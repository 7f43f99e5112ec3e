import type { CorporateActions } from '../../store/bars.ts';

/**
 * Adjusted close / close, divided by the last bar's, so that the last bar stays as it is even where the file ends
 * long before the day on which the provider adjusted it.
 */
export function factorsFromAdjustedClose(adjustedClose: Float64Array, close: Float64Array): Float64Array {
  const factor = adjustedClose.map((value, t) => value / close[t]!);
  const last = factor.at(-1) ?? 1;
  return factor.map((value) => value / last);
}

/**
 * Price factors of raw prices with their dividends and splits: before a split of n for 1 a price counts 1/n, before
 * a dividend D it counts 1 - D / (close of the bar before), as CRSP and Yahoo compute it
 * (https://help.yahoo.com/kb/SLN28256.html). A dividend not below that close is passed over: it is an error.
 */
export function factorsFromActions(
  time: Float64Array,
  close: Float64Array,
  { time: days, dividend, split }: CorporateActions,
): Float64Array {
  const factor = new Float64Array(time.length);
  let product = 1;
  let next = days.length - 1;
  while (next >= 0 && days[next]! > (time.at(-1) ?? 0)) next--;
  for (let t = time.length - 1; t >= 0; t--) {
    // Every action after this bar and not after the next one falls between the two.
    for (; next >= 0 && days[next]! > time[t]!; next--) {
      const rest = 1 - dividend[next]! / close[t]!;
      product *= (rest > 0 ? rest : 1) / split[next]!;
    }
    factor[t] = product;
  }
  return factor;
}

/**
 * The product of all splits after the bar, up to the last bar: after a split of 4 for 1 a share of before counts
 * as 4.
 */
export function volumeFactorFromSplits(time: Float64Array, { time: days, split }: CorporateActions): Float64Array {
  const factor = new Float64Array(time.length);
  let product = 1;
  let next = days.length - 1;
  while (next >= 0 && days[next]! > (time.at(-1) ?? 0)) next--;
  for (let t = time.length - 1; t >= 0; t--) {
    for (; next >= 0 && days[next]! > time[t]!; next--) product *= split[next]!;
    factor[t] = product;
  }
  return factor;
}

import type { Baseline } from './baseline.ts';

/**
 * Ups minus the rest among the h-bar moves that end at or before t, for each t, by closes and h: counted once for each
 * history and not for each bar that is asked about.
 */
const balances = new WeakMap<Float64Array, Map<number, Int32Array>>();

function balanceOf(closes: Float64Array, horizonBars: number): Int32Array {
  let known = balances.get(closes);
  if (!known) balances.set(closes, (known = new Map<number, Int32Array>()));
  let balance = known.get(horizonBars);
  if (!balance) {
    balance = new Int32Array(closes.length);
    for (let t = horizonBars; t < closes.length; t++) {
      balance[t] = balance[t - 1]! + (closes[t]! > closes[t - horizonBars]! ? 1 : -1);
    }
    known.set(horizonBars, balance);
  }
  return balance;
}

/**
 * The more frequent direction of the h-bar moves whose outcome is known at t: up when at least half of the s with
 * s + h <= t have close[s+h] > close[s], and when there is none yet. An unchanged close counts as "not up".
 */
export const majority: Baseline = {
  name: 'majority',
  predictUp: (closes, t, horizonBars) => balanceOf(closes, horizonBars)[t]! >= 0,
};

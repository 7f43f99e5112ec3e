import type { Baseline } from './baseline.ts';

/**
 * The more frequent direction of the h-bar moves whose outcome is known at t: up when at least half of the s with
 * s + h <= t have close[s+h] > close[s], and when there is none yet. An unchanged close counts as "not up".
 */
export const majority: Baseline = {
  name: 'majority',
  predictUp(closes, t, horizonBars) {
    let balance = 0;
    for (let end = horizonBars; end <= t; end++) balance += closes[end]! > closes[end - horizonBars]! ? 1 : -1;
    return balance >= 0;
  },
};

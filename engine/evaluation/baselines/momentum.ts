import { type Baseline, hasRisen } from './baseline.ts';

const lookBackBars = 10;

/**
 * The direction of the last ten bars goes on: up when close[t] > close[t-10].
 * Source: time-series momentum, Moskowitz, Ooi and Pedersen 2012, Journal of Financial Economics 104, 228-250.
 */
export const momentum: Baseline = {
  name: 'momentum',
  predictUp: (closes, t) => hasRisen(closes, t, lookBackBars),
};

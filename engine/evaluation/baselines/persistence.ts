import { type Baseline, hasRisen } from './baseline.ts';

/** The direction of the last h bars goes on: up when close[t] > close[t-h]. */
export const persistence: Baseline = {
  name: 'persistence',
  predictUp: (closes, t, horizonBars) => hasRisen(closes, t, horizonBars),
};

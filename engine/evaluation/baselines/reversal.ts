import type { Baseline } from './baseline.ts';

/**
 * The last bar is undone: up when close[t] < close[t-1]; after an unchanged close it has no opinion, which counts
 * as "not up". Source: short-term reversal, Lehmann 1990, Quarterly Journal of Economics 105, 1-28.
 */
export const reversal: Baseline = {
  name: 'reversal',
  predictUp: (closes, t) => closes[t]! < closes[Math.max(0, t - 1)]!,
};

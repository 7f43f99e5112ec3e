import type { Window } from '../streams/window.ts';
import { standsStill } from './stands-still.ts';

/**
 * Whether log returns are all the same but for rounding. They are logarithms of ratios of prices, so the level beside
 * which their deviation counts is 1, also where their mean is 0.
 */
export function returnsStandStill(returns: Window): boolean {
  return standsStill(Math.sqrt(returns.variance()), 1);
}

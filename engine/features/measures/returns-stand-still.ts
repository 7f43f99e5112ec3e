import { standsStill } from './stands-still.ts';

/**
 * Whether log returns of this variance are all the same but for rounding. They are logarithms of ratios of prices, so the level beside
 * which their deviation counts is 1, also where their mean is 0.
 */
export function returnsStandStill(variance: number): boolean {
  return standsStill(Math.sqrt(variance), 1);
}

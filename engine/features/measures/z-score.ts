import type { Window } from '../streams/window.ts';
import { standsStill } from './stands-still.ts';

/**
 * Distance of the newest number from the mean of those held, in their population deviations; 0 where they are all the
 * same but for rounding, NaN before the window is full and where one of them is NaN.
 */
export function measureZScore(window: Window): number {
  if (!window.isFull) return NaN;
  const mean = window.mean();
  const deviation = Math.sqrt(window.variance());
  return standsStill(deviation, mean) ? 0 : (window.at(0) - mean) / deviation;
}

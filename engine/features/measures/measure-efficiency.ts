import type { Window } from '../streams/window.ts';

/**
 * Kaufman's efficiency ratio of the numbers held: the way from the oldest to the newest over the length of the path
 * between them, 0 to 1; NaN before the window is full. 1 where nothing has moved, as in TA-Lib's ER and KAMA.
 */
export function measureEfficiency(window: Window): number {
  if (!window.isFull) return NaN;
  let path = 0;
  const { values, begin, end } = window;
  for (let i = begin + 1; i < end; i++) path += Math.abs(values[i]! - values[i - 1]!);
  // Rounding can leave the path a little shorter than the way.
  return path === 0 ? 1 : Math.min(1, Math.abs(window.at(0) - window.oldest) / path);
}

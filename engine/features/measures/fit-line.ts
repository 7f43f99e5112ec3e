import type { Window } from '../streams/window.ts';
import { standsStill } from './stands-still.ts';

export interface Line {
  /** Change from one number to the next. */
  slope: number;
  /** Its value at the newest number. */
  end: number;
  /** Share of the variance that it explains; 0 where there is no variance. */
  rSquared: number;
}

/** Writes the least-squares line through the numbers of a full window of two or more into `line`. */
export function fitLine(window: Window, line: Line): void {
  const length = window.length;
  const mean = window.mean();
  const middle = (length - 1) / 2;
  // Of the places, counted from -middle to middle, times the numbers.
  const products = window.weightedSum() - (middle + 1) * window.sum();
  const variance = window.variance();
  const indexSquares = (length * (length * length - 1)) / 12;
  line.slope = products / indexSquares;
  line.end = mean + line.slope * middle;
  const isStill = standsStill(Math.sqrt(variance), mean);
  line.rSquared = isStill ? 0 : Math.min(1, (products * products) / (indexSquares * length * variance));
}

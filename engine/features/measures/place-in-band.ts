import { standsStill } from './stands-still.ts';

/**
 * Writes where the close stands in a band and how wide the band is: out[0] = (close - lower) / (upper - lower), 0 at the
 * lower edge and 1 at the upper one, and out[1] = (upper - lower) / middle. A band that has no width, beyond what
 * rounding leaves, gives the neutral position 0.5.
 */
export function placeInBand(close: number, lower: number, middle: number, upper: number, out: Float64Array): void {
  const width = upper - lower;
  out[0] = standsStill(width, middle) ? 0.5 : (close - lower) / width;
  out[1] = width / middle;
}

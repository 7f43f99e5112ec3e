import type { RawBars } from '../../store/bars.ts';
import { measureNoise } from './local-noise.ts';

/** A move between two neighbouring bars that is large enough to be looked at. All moves are natural logarithms. */
export interface PriceStep {
  /** The bar that moved against the one before it. */
  readonly t: number;
  /** Adjusted close against the adjusted close before. */
  readonly close: number;
  /** Adjusted open against the adjusted close before: what happened before the session. */
  readonly gap: number;
  /** Close against the close before as in the file. */
  readonly raw: number;
  /** Change of the price factor. */
  readonly factor: number;
  /** Robust standard deviation of the adjusted returns around. */
  readonly noise: number;
}

/** Smaller moves than 15 % are nobody's error of scale. */
const LEAST_STEP = Math.log(1.15);

/**
 * Where more bars than this move by so much, such moves are ordinary, and only larger ones are looked at: they cost time
 * each. Threefold moves are looked at however many there are, so that a file full of errors is not taken for sound.
 */
const MAX_STEPS = 20_000;
const LARGEST_LEAST_STEP = Math.log(3);

/** The large moves of a history, ascending. */
export function findSteps(bars: RawBars, adjustedClose: Float64Array): PriceStep[] {
  let least = LEAST_STEP;
  let places = collectSteps(adjustedClose, least, MAX_STEPS);
  while (places.length > MAX_STEPS) {
    least = Math.min(2 * least, LARGEST_LEAST_STEP);
    places = collectSteps(adjustedClose, least, least < LARGEST_LEAST_STEP ? MAX_STEPS : Infinity);
    if (least === LARGEST_LEAST_STEP) break;
  }
  return places.map((t) => describeStep(bars, adjustedClose, t));
}

/** The move at bar t, which has a bar before it. */
export function describeStep({ open, close, priceFactor }: RawBars, adjustedClose: Float64Array, t: number): PriceStep {
  const before = adjustedClose[t - 1]!;
  return {
    t,
    close: Math.log(adjustedClose[t]! / before),
    gap: Math.log((open[t]! * priceFactor[t]!) / before),
    raw: Math.log(close[t]! / close[t - 1]!),
    factor: Math.log(priceFactor[t]! / priceFactor[t - 1]!),
    noise: measureNoise(adjustedClose, t),
  };
}

/** Bars whose price moved by at least `least`; stops as soon as there are more than `most`. */
function collectSteps(price: Float64Array, least: number, most: number): number[] {
  const up = Math.exp(least);
  const down = 1 / up;
  const places: number[] = [];
  for (let t = 1; t < price.length; t++) {
    const ratio = price[t]! / price[t - 1]!;
    if (ratio < up && ratio > down) continue;
    places.push(t);
    if (places.length > most) break;
  }
  return places;
}

/** A forecast as it is drawn: from the price at one bar to its intervals at the horizon. */
export interface Fan {
  /** Index of the last bar that the forecast has seen. */
  readonly atBar: number;
  readonly price: number;
  readonly horizonBars: number;
  readonly expectedPrice: number;
  /** Widest first. */
  readonly intervals: readonly { readonly coverage: number; readonly lowPrice: number; readonly highPrice: number }[];
}

/**
 * How a bound of the fan gets from the last close to its value at the horizon, n bars on:
 *   p(n) = price + (centre - price) * n / h + (bound - centre) * sqrt(n / h)
 * The centre moves in a straight line; the distance to it grows with the square root of time, as that of a random walk
 * does (Bachelier 1900). Only p(h) is forecast. Unit: price.
 */
export function interpolateBound({ price, expectedPrice, horizonBars }: Fan, bound: number, n: number): number {
  const share = n / horizonBars;
  return price + (expectedPrice - price) * share + (bound - expectedPrice) * Math.sqrt(share);
}

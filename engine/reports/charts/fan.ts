/**
 * How a bound of the fan gets from the last close to its value at the horizon:
 *   p(n) = price + (centre - price) * n / h + (bound - centre) * sqrt(n / h)
 * The centre moves in a straight line; the distance to it grows with the square root of time, as that of
 * a random walk does (Bachelier 1900). Only p(h) = bound is forecast. Length h + 1, unit: price.
 */
export function interpolateBound(price: number, centre: number, bound: number, horizonBars: number): number[] {
  return Array.from({ length: horizonBars + 1 }, (_, n) => {
    const share = n / horizonBars;
    return price + (centre - price) * share + (bound - centre) * Math.sqrt(share);
  });
}

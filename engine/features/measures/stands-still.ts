/**
 * Whether a spread, such as the width of a band, is so small beside the level that it spreads around that it is what
 * rounding leaves of a price that stands still. Whatever is divided by such a spread is noise.
 */
export function standsStill(spread: number, level: number): boolean {
  return spread <= 1e-9 * Math.abs(level);
}

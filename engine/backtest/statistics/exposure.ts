/**
 * Exposure: bars at whose close a position was held / all bars, over all instruments, in [0, 1].
 * `quantities` holds what each instrument's sleeve held at each close.
 * Source: time in the market, Aronson 2007, Evidence-Based Technical Analysis, chapter 1 (position bias).
 */
export function exposure(quantities: readonly Float64Array[]): number {
  let held = 0;
  let bars = 0;
  for (const quantity of quantities) {
    bars += quantity.length;
    held += quantity.filter((q) => q > 0).length;
  }
  return held / bars;
}

/**
 * Exposure: bars at whose close a position was held / all bars, over all instruments, in [0, 1].
 * `quantities` holds what each instrument's sleeve held at each close, negative where short.
 * Source: time in the market, Aronson 2007, Evidence-Based Technical Analysis, chapter 1 (position bias).
 */
export function exposure(quantities: readonly Float64Array[]): number {
  let held = 0;
  let bars = 0;
  for (const quantity of quantities) {
    bars += quantity.length;
    for (let t = 0; t < quantity.length; t++) if (quantity[t] !== 0) held++;
  }
  return held / bars;
}

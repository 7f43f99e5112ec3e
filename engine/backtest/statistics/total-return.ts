/**
 * Total return: final equity / initial capital - 1, as a fraction. `equity` [bars], marked at each close.
 * Source: CFA Institute, GIPS 2020, glossary, "total return".
 */
export function totalReturn(initialCapital: number, equity: Float64Array): number {
  return equity[equity.length - 1]! / initialCapital - 1;
}

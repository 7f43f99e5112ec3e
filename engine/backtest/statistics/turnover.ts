/**
 * Turnover: half the value of all fills / mean equity at the closes: how many times the capital was bought and sold again
 * over the whole span; 0 without equity. `equity` [bars].
 * Source: SEC Form N-1A, instruction 4 to item 13, of which this is the mean of purchases and sales.
 */
export function turnover(traded: number, equity: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < equity.length; t++) sum += equity[t]!;
  return sum > 0 ? traded / 2 / (sum / equity.length) : 0;
}

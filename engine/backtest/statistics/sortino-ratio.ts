/**
 * Sortino ratio of one period, target 0: mean return / sqrt(mean of min(return, 0)²), over all returns; null where none lies
 * below 0. Times sqrt(periods in a year) it is annualised. `returns` [periods].
 * Source: Sortino and van der Meer 1991, Journal of Portfolio Management 17, 27-31.
 */
export function sortinoRatio(returns: Float64Array): number | null {
  let sum = 0;
  let below = 0;
  for (let k = 0; k < returns.length; k++) {
    const value = returns[k]!;
    sum += value;
    if (value < 0) below += value * value;
  }
  return below > 0 ? sum / returns.length / Math.sqrt(below / returns.length) : null;
}

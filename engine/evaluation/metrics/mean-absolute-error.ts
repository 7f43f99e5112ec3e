/**
 * Mean absolute error: mean of |forecast - outcome|, in the unit of the outcome. Both arrays [n].
 * Source: Hyndman and Koehler 2006, International Journal of Forecasting 22, 679-688.
 */
export function meanAbsoluteError(forecast: Float64Array, outcome: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < outcome.length; i++) sum += Math.abs(forecast[i]! - outcome[i]!);
  return sum / outcome.length;
}

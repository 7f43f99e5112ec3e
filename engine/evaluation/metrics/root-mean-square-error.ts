/**
 * Root mean square error: sqrt(mean of (forecast - outcome)²), in the unit of the outcome. Both arrays [n].
 * Source: Hyndman and Koehler 2006, International Journal of Forecasting 22, 679-688.
 */
export function rootMeanSquareError(forecast: Float64Array, outcome: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < outcome.length; i++) sum += (forecast[i]! - outcome[i]!) ** 2;
  return Math.sqrt(sum / outcome.length);
}

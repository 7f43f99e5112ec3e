/**
 * Mean absolute percentage error of the price: mean of |forecast price - price| / price, as a fraction. From simple
 * returns it is |(1 + forecast) / (1 + outcome) - 1|, free of the price itself, so that instruments and later changes of
 * adjustment do not matter. Both arrays [n] of simple returns.
 * Source: Hyndman and Koehler 2006, International Journal of Forecasting 22, 679-688.
 */
export function meanAbsolutePercentageError(forecast: Float64Array, outcome: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < outcome.length; i++) sum += Math.abs((1 + forecast[i]!) / (1 + outcome[i]!) - 1);
  return sum / outcome.length;
}

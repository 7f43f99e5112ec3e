/**
 * The return baseline: the average growth of all bars up to t goes on, as the simple return over h bars,
 * exp(h / t · ln(close[t] / close[0])) - 1; 0 without history.
 * Source: the drift method, Hyndman and Athanasopoulos 2021, Forecasting: Principles and Practice, 5.2 (on logs).
 */
export function driftReturn(closes: Float64Array, t: number, horizonBars: number): number {
  return t === 0 ? 0 : Math.expm1((horizonBars / t) * Math.log(closes[t]! / closes[0]!));
}

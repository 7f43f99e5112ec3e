/**
 * Annualised Sharpe ratio, risk-free rate 0: mean / standard deviation (n - 1) of the per-bar returns of the equity,
 * times sqrt(bars in a year); the first return is that of the first bar on the initial capital. 0 where the equity
 * does not vary, or with a single bar. `equity` [bars].
 * Source: Sharpe 1994, Journal of Portfolio Management 21, 49-58. The square root assumes returns that do not
 * depend on each other (Lo 2002, Financial Analysts Journal 58, 36-52).
 */
export function sharpeRatio(initialCapital: number, equity: Float64Array, barsPerYear: number): number {
  const returns = equity.map((value, i) => value / (i === 0 ? initialCapital : equity[i - 1]!) - 1);
  const mean = returns.reduce((sum, r) => sum + r, 0) / returns.length;
  const squares = returns.reduce((sum, r) => sum + (r - mean) ** 2, 0);
  // Returns that differ by rounding alone (a price that grows by the same factor) have no spread either.
  const deviation = Math.sqrt(squares / (returns.length - 1));
  return deviation > 1e-12 ? (mean / deviation) * Math.sqrt(barsPerYear) : 0;
}

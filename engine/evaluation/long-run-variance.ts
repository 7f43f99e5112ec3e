/**
 * Variance of the sum of a series of daily values with mean zero, where neighbouring days depend on each other: the
 * heteroskedasticity and autocorrelation consistent estimate with Bartlett's weights,
 * Σ_t x_t² + 2 Σ_k (1 - k / (lag + 1)) Σ_t x_t x_(t-k), never negative.
 * Source: Newey and West 1987, Econometrica 55, 703-708. x [days], demeaned.
 */
export function longRunVariance(x: Float64Array, lag: number): number {
  let sum = 0;
  for (let k = 0; k <= Math.min(lag, x.length - 1); k++) {
    let product = 0;
    for (let t = k; t < x.length; t++) product += x[t]! * x[t - k]!;
    sum += (k === 0 ? 1 : 2) * (1 - k / (lag + 1)) * product;
  }
  return sum;
}

/**
 * Days back that daily values depend on each other: twice the span of a label that overlaps, for Bartlett's weights keep
 * half of what lies half-way; at least Newey and West's rule of 4 (days / 100)^(2/9).
 */
export function lagFor(days: number, horizonDays: number): number {
  return Math.max(horizonDays > 1 ? 2 * horizonDays : 0, Math.floor(4 * (days / 100) ** (2 / 9)));
}

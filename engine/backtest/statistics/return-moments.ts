/** Moments of returns, as the Sharpe ratio and what stands behind it need them. */
export interface ReturnMoments {
  readonly count: number;
  readonly mean: number;
  /** Sample standard deviation (n - 1); 0 where returns differ by rounding alone, NaN for a single one. */
  readonly deviation: number;
  /** m3 / m2^1.5 of the central moments. */
  readonly skewness: number;
  /** m4 / m2², 3 for a normal distribution. */
  readonly kurtosis: number;
}

/** A price that grows by the same factor has returns that differ in their last bits: no spread. */
const ROUNDING = 1e-12;

/** `returns` [periods]. Skewness and kurtosis are 0 and 3 where there is no spread. */
export function measureMoments(returns: Float64Array): ReturnMoments {
  const count = returns.length;
  let sum = 0;
  for (let k = 0; k < count; k++) sum += returns[k]!;
  const mean = sum / count;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let k = 0; k < count; k++) {
    const d = returns[k]! - mean;
    const square = d * d;
    second += square;
    third += square * d;
    fourth += square * square;
  }
  const deviation = Math.sqrt(second / (count - 1));
  if (!(deviation > ROUNDING)) return { count, mean, deviation: count < 2 ? NaN : 0, skewness: 0, kurtosis: 3 };
  const variance = second / count;
  return {
    count,
    mean,
    deviation,
    skewness: third / count / variance ** 1.5,
    kurtosis: fourth / count / variance ** 2,
  };
}

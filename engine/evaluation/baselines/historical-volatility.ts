import { AppError } from '#contract/errors.ts';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';

const lookBackBars = 60;

/**
 * Standard deviation (n - 1) of the last 60 one-bar log returns up to bar t, per square root of a bar; of fewer
 * where history is shorter, but of at least two.
 */
export function historicalVolatility(closes: Float64Array, t: number): number {
  const first = Math.max(1, t - lookBackBars + 1);
  const count = t - first + 1;
  if (count < 2) {
    throw new AppError(
      'evaluation/short-history',
      `Expected at least 3 bars up to the first evaluated one, found ${t + 1}.`,
      'Import a longer history, or leave more of it to the training slice.',
    );
  }
  // Two passes: the textbook one-pass formula loses all digits when the returns are nearly equal.
  let mean = 0;
  for (let i = first; i <= t; i++) mean += Math.log(closes[i]! / closes[i - 1]!) / count;
  let squares = 0;
  for (let i = first; i <= t; i++) squares += (Math.log(closes[i]! / closes[i - 1]!) - mean) ** 2;
  return Math.sqrt(squares / (count - 1));
}

/**
 * The interval baseline: quantiles of ln(close[t+h] / close[t]) as a random walk without drift whose volatility is
 * the one of the last 60 bars, sigma[t] · sqrt(h) · Φ⁻¹(level). In log return; returns [levels].
 * Source: the square-root-of-time rule of RiskMetrics (J.P. Morgan 1996, technical document, chapter 5).
 */
export function historicalVolatilityQuantiles(
  closes: Float64Array,
  t: number,
  horizonBars: number,
  levels: readonly number[],
): Float64Array {
  const deviation = historicalVolatility(closes, t) * Math.sqrt(horizonBars);
  return Float64Array.from(levels, (level) => deviation * inverseNormalCdf(level));
}

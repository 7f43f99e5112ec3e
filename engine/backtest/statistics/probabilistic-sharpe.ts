import { normalCdf } from '#contract/normal-distribution.ts';
import type { ReturnMoments } from './return-moments.ts';
import { sharpeRatio } from './sharpe-ratio.ts';

/**
 * Variance of an estimated Sharpe ratio times (n - 1): 1 - skewness * SR + (kurtosis - 1) / 4 * SR², SR of one period.
 * Source: Mertens 2002, "Comments on variance of the IID estimator in Lo (2002)".
 */
export function sharpeVariance({ skewness, kurtosis }: ReturnMoments, sharpe: number): number {
  return 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe ** 2;
}

/**
 * Probabilistic Sharpe ratio: the probability that the true ratio is above `benchmark`, both of one period:
 * Φ((SR - benchmark) sqrt(n - 1) / sqrt(1 - skewness SR + (kurtosis - 1) / 4 SR²)). Null where there is no ratio.
 * Source: Bailey and López de Prado 2012, "The Sharpe ratio efficient frontier", Journal of Risk 15(2), equation 11.
 */
export function probabilisticSharpe(moments: ReturnMoments, benchmark = 0): number | null {
  const sharpe = sharpeRatio(moments);
  if (sharpe === null) return null;
  const variance = sharpeVariance(moments, sharpe);
  return variance > 0 ? normalCdf(((sharpe - benchmark) * Math.sqrt(moments.count - 1)) / Math.sqrt(variance)) : null;
}

import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import { sharpeVariance } from './probabilistic-sharpe.ts';
import type { ReturnMoments } from './return-moments.ts';
import { sharpeRatio } from './sharpe-ratio.ts';

/**
 * Minimum track record length: how many returns it takes until a ratio such as this is above `benchmark` (of one period) with
 * this confidence: 1 + (1 - skewness SR + (kurtosis - 1) / 4 SR²) (z / (SR - benchmark))². Null where the ratio is not
 * above it. Source: Bailey and López de Prado 2012, Journal of Risk 15(2), equation 13.
 */
export function minimumTrackRecord(moments: ReturnMoments, confidence = 0.95, benchmark = 0): number | null {
  const sharpe = sharpeRatio(moments);
  if (sharpe === null || sharpe <= benchmark) return null;
  return 1 + sharpeVariance(moments, sharpe) * (inverseNormalCdf(confidence) / (sharpe - benchmark)) ** 2;
}

import type { SharpeEvidence } from '#contract/backtest.ts';
import { bestByLuck } from '#contract/best-by-luck.ts';
import { bootstrapSharpe, bootstrapSharpeDifference, meanBlockOf } from './statistics/bootstrap-sharpe.ts';
import { minimumTrackRecord } from './statistics/minimum-track-record.ts';
import { probabilisticSharpe } from './statistics/probabilistic-sharpe.ts';
import { measureMoments } from './statistics/return-moments.ts';
import { sharpeRatio } from './statistics/sharpe-ratio.ts';

const REPLICATES = 2000;
const SEED = 1;

/**
 * What stands behind the Sharpe ratio of these returns, after so many trials. `spread` is the standard deviation of the ratio
 * of one period between the trials, as a grid knows it; where it is not known, that of ratios without skill, which differ by
 * the chance of the sample alone, 1 / sqrt(n - 1). `held` are the returns of buy and hold on the same periods. `returns`,
 * `held` [periods]
 */
export function gatherEvidence(
  returns: Float64Array,
  held: Float64Array,
  perYear: number,
  trials: number,
  spread: number | undefined,
): SharpeEvidence {
  const moments = measureMoments(returns);
  const bootstrap = { replicates: REPLICATES, meanBlock: meanBlockOf(returns.length), seed: SEED };
  const toYear = Math.sqrt(perYear);
  const interval = bootstrapSharpe(returns, bootstrap);
  const sharpe = sharpeRatio(moments);
  const heldSharpe = sharpeRatio(measureMoments(held));
  const known = sharpe !== null;
  const difference = bootstrapSharpeDifference(returns, held, bootstrap);
  const luck = known ? bestByLuck(trials, spread ?? 1 / Math.sqrt(returns.length - 1)) : null;
  return {
    trials,
    returns: returns.length,
    returnsPerYear: perYear,
    interval: interval && { low: interval.low * toYear, high: interval.high * toYear },
    bootstrap,
    versusHolding: difference && {
      difference: ((sharpe ?? 0) - (heldSharpe ?? 0)) * toYear,
      low: difference.low * toYear,
      high: difference.high * toYear,
    },
    probabilistic: probabilisticSharpe(moments),
    deflated: luck === null ? null : probabilisticSharpe(moments, luck),
    bestByLuck: luck === null ? null : luck * toYear,
    returnsNeeded: minimumTrackRecord(moments),
  };
}

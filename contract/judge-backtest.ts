import type { BacktestSummary } from './backtest.ts';

/** From this deflated Sharpe ratio on, luck is no likely explanation. */
export const ENOUGH_DEFLATED = 0.95;

/**
 * What a backtest comes to, the worst first:
 * 'holding' the rule is buy & hold itself; 'no-ratio' the equity did not vary or hardly lasted; 'suspect' better than honest
 * forecasts get, by a model without a leak certificate; 'loss' money was lost; 'luck' the best of as many trials without
 * skill would look as good; 'below-holding' more than luck, and no more than holding brought; 'above-holding' more than both.
 */
export type Verdict = 'holding' | 'no-ratio' | 'suspect' | 'loss' | 'luck' | 'below-holding' | 'above-holding';

/** What rises by itself needs no rule: an edge is one over holding, too. */
export function judgeBacktest({
  rule,
  strategy,
  buyAndHold,
  evidence,
  warnings,
}: Pick<BacktestSummary, 'rule' | 'strategy' | 'buyAndHold' | 'evidence' | 'warnings'>): Verdict {
  if (rule.kind === 'buy-and-hold') return 'holding';
  if (strategy.sharpe === null || evidence.deflated === null) return 'no-ratio';
  if (warnings.some((warning) => warning.kind === 'ceiling' && warning.certified === false)) return 'suspect';
  if (strategy.totalReturn <= 0) return 'loss';
  if (evidence.deflated < ENOUGH_DEFLATED) return 'luck';
  if (buyAndHold.sharpe !== null && strategy.sharpe <= buyAndHold.sharpe) return 'below-holding';
  return 'above-holding';
}

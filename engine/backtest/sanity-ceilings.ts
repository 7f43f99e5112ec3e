import type { StrategyStatistics } from '#contract/backtest.ts';

const ceilings = { sharpe: 3, hitRateAtOneBar: 0.58, cagr: 2 };

/**
 * Sentences about results that are better than honest daily forecasts get: such numbers nearly always come from
 * information of the future, not from skill. `certified`: whether the model's leak certificate passed. Where it did, what
 * it cannot see is named: luck, and instruments that were chosen because they are still there.
 */
export function warnAboveCeilings(statistics: StrategyStatistics, horizonBars: number, certified: boolean): string[] {
  const { sharpe, hitRate, cagr } = statistics;
  const warnings: string[] = [];
  const verdict = certified
    ? 'the leak certificate is green, so look for other causes: few trades, a short window, survivorship'
    : 'suspect a leak, for the leak certificate is red';
  if (sharpe > ceilings.sharpe) {
    warnings.push(`A Sharpe ratio of ${sharpe.toFixed(1)} is above ${ceilings.sharpe}: ${verdict}.`);
  }
  if (horizonBars === 1 && hitRate !== null && hitRate > ceilings.hitRateAtOneBar) {
    const [found, most] = [percent(hitRate), percent(ceilings.hitRateAtOneBar)];
    warnings.push(`A hit rate of ${found} at a horizon of one bar is above ${most}: ${verdict}.`);
  }
  if (cagr > ceilings.cagr) {
    warnings.push(`A growth of ${percent(cagr)} a year is above ${percent(ceilings.cagr)}: ${verdict}.`);
  }
  return warnings;
}

function percent(fraction: number): string {
  return `${Number((100 * fraction).toFixed(1))} %`;
}

import type { CeilingWarning, StrategyStatistics } from '#contract/backtest.ts';

const ceilings = { sharpe: 3, hitRateAtOneBar: 0.58, cagr: 2 };

/**
 * Results that are better than honest daily forecasts get: such numbers nearly always come from information of the
 * future, not from skill. `certified`: whether the model's leak certificate passed. Where it did, what it cannot see is
 * left: luck, and instruments that were chosen because they are still there. `horizonBars` and `certified` are null where
 * no model decides.
 */
export function warnAboveCeilings(
  statistics: Pick<StrategyStatistics, 'sharpe' | 'hitRate' | 'cagr'>,
  horizonBars: number | null,
  certified: boolean | null,
): CeilingWarning[] {
  const { sharpe, hitRate, cagr } = statistics;
  const warnings: CeilingWarning[] = [];
  const warnAbove = (of: CeilingWarning['of'], value: number | null, ceiling: number): void => {
    if (value !== null && value > ceiling) warnings.push({ kind: 'ceiling', of, value, ceiling, certified });
  };
  warnAbove('sharpe', sharpe, ceilings.sharpe);
  if (horizonBars === 1) warnAbove('hit-rate', hitRate, ceilings.hitRateAtOneBar);
  warnAbove('cagr', cagr, ceilings.cagr);
  return warnings;
}

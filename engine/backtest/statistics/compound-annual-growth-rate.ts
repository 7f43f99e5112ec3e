import type { EpochMs } from '#contract/bars.ts';
import { totalReturn } from './total-return.ts';

const yearMs = 365.25 * 86_400_000;

/**
 * Compound annual growth rate: (final equity / initial capital)^(1 / years) - 1, years of 365.25 days between the
 * first and the last bar. A span under a year gives its total return as it is: annualising it would present a lucky
 * month as a year's work. `time` and `equity` [bars].
 * Source: CFA Institute, GIPS 2020, which forbids to annualise returns for periods of less than one year.
 */
export function compoundAnnualGrowthRate(
  initialCapital: number,
  time: ArrayLike<EpochMs>,
  equity: Float64Array,
): number {
  const years = Math.max(1, (time[time.length - 1]! - time[0]!) / yearMs);
  return (1 + totalReturn(initialCapital, equity)) ** (1 / years) - 1;
}

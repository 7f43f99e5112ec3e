import type { EpochMs } from '#contract/bars.ts';
import { totalReturn } from './total-return.ts';

const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;

/** A year of trading from its first session to its last is up to a week shorter than the calendar's. */
const SHORTEST_MS = YEAR_MS - 7 * DAY_MS;

/**
 * Compound annual growth rate: (final equity / initial capital)^(1 / years) - 1, years of 365.25 days between the
 * first and the last bar. Null where that is less than a year (a week less will do): annualising it would present a
 * lucky month as a year's work. `time` and `equity` [bars].
 * Source: CFA Institute, GIPS 2020, which forbids to annualise returns for periods of less than one year.
 */
export function compoundAnnualGrowthRate(
  initialCapital: number,
  time: ArrayLike<EpochMs>,
  equity: Float64Array,
): number | null {
  const span = time[time.length - 1]! - time[0]!;
  if (span < SHORTEST_MS) return null;
  return (1 + totalReturn(initialCapital, equity)) ** (YEAR_MS / span) - 1;
}

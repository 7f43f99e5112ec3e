/** 0.8 - 0.2 must not count as more than 0.6. */
const ROUNDING = 1e-9;

/**
 * Which of n sorted distances (counted from 1) an interval must reach to cover a new sample: ceil((n + 1) coverage). It
 * is beyond n where there are too few of them to say.
 */
export function conformalRank(coverage: number, n: number): number {
  return Math.ceil((n + 1) * coverage - ROUNDING);
}

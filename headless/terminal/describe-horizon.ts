import type { Timeframe } from '#contract/bars.ts';
import { spanOf } from '#contract/span.ts';

/** A horizon in words: "14 days", "4 hours", "60 minutes", "3 months". */
export function describeHorizon(horizonBars: number, timeframe: Timeframe): string {
  const { count, unit } = spanOf(horizonBars, timeframe);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

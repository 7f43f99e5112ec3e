import type { Adjustment, EpochMs, Timeframe } from '#contract/bars.ts';
import type { CorporateActions, RawBars } from '../../store/bars.ts';

/** A history as the checks see it; `rowOf` and the indices of the findings count bars from 0. */
export interface CheckedHistory {
  /** Ascending, distinct times; raw prices as in the file, with the factors that adjust them. */
  readonly bars: RawBars;
  readonly actions: CorporateActions;
  readonly adjustment: Adjustment;
  readonly timeframe: Timeframe;
  /** IANA zone of the sessions. */
  readonly timeZone: string;
  readonly hasVolume: boolean;
  /** Row of the file that a bar came from, or 0 where it came from an earlier import. */
  readonly rowOf: (t: number) => number;
  readonly now: EpochMs;
}

/** The length of one bar in milliseconds; a month counts 30 days. */
export const timeframeMs: Readonly<Record<Timeframe, number>> = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '30m': 1_800_000,
  '1h': 3_600_000,
  '4h': 14_400_000,
  '1d': 86_400_000,
  '1w': 7 * 86_400_000,
  '1mo': 30 * 86_400_000,
};

/** Whether bars are shorter than a day, so that their times are instants rather than days. */
export function isIntraday(timeframe: Timeframe): boolean {
  return timeframeMs[timeframe] < timeframeMs['1d'];
}

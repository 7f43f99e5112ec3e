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

import type { EpochMs, Timeframe } from '#contract/bars.ts';
import type { BarBuckets, IndicatorChoice } from './chart-bars.ts';
import type { Viewport } from './viewport.ts';

export interface HistoryInfo {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly currency: string;
  readonly simulated: boolean;
  readonly bars: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Where a chart gets its bars from: it draws what is there at once, and asks for what is better. */
export interface BarFeed {
  readonly history: HistoryInfo;
  /** The best that is there for this stretch; it may be coarser, or cover only a part. */
  find(viewport: Viewport, pixels: number): BarBuckets;
  /** Resolves when `find` gives the stretch as fine as the pixels can show, with these indicators. Errors: AppError. */
  load(viewport: Viewport, pixels: number, indicators: readonly IndicatorChoice[]): Promise<void>;
  /** Index of the last bar that begins at or before a time; -1 where there is none. As exact as what is there. */
  barAt(time: EpochMs): number;
}

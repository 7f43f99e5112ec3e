import type { EpochMs, Timeframe } from '#contract/bars.ts';
import { centralIntervals, type Forecast, type ForecastInterval, type ForecastQuantile } from '#contract/forecast.ts';
import type { ForecastReplay } from '#contract/replay.ts';
import { timeframeOf } from '#contract/span.ts';
import type { Fan } from '../charts/price-chart/fan.ts';
import type { Marks } from '../charts/price-chart/marks.ts';

/** What the chart and the card show: a forecast of today, or one of a replay, which has less to say. */
export interface ShownForecast {
  readonly asOf: EpochMs;
  readonly price: number;
  readonly timeframe: Timeframe;
  readonly horizonBars: number;
  readonly expectedReturn: number;
  readonly probabilityUp: number;
  readonly intervals: readonly ForecastInterval[];
  readonly quantiles: readonly ForecastQuantile[];
  /** With grade, reasons and risk; null for one of a replay. */
  readonly forecast: Forecast | null;
  /** Of a replay: the simple return that came, null where it is not known yet. */
  readonly outcome?: number | null;
}

export function showForecast(forecast: Forecast): ShownForecast {
  return { ...forecast, timeframe: timeframeOf(forecast), forecast };
}

/** One forecast of a replay. */
export function showReplayed(replay: ForecastReplay, index: number): ShownForecast {
  const price = replay.price[index]!;
  const probabilityUp = replay.probabilityUp[index]!;
  const intervals = replay.intervals.map(({ coverage, lowReturn, highReturn }) => {
    const [low, high] = [lowReturn[index]!, highReturn[index]!];
    return { coverage, lowReturn: low, highReturn: high, lowPrice: price * (1 + low), highPrice: price * (1 + high) };
  });
  const ends = centralIntervals.flatMap(({ coverage, low, high }) => {
    const interval = intervals.find((each) => each.coverage === coverage);
    return interval
      ? [
          { level: low, return: interval.lowReturn },
          { level: high, return: interval.highReturn },
        ]
      : [];
  });
  // That the return is zero or less has its own probability: one more point of the distribution where it fits in.
  const atZero = { level: 1 - probabilityUp, return: 0 };
  const quantiles = [...ends, ...(fitsIn(ends, atZero) ? [atZero] : [])].sort((a, b) => a.level - b.level);
  return {
    asOf: replay.time[index]!,
    price,
    timeframe: replay.timeframe,
    horizonBars: replay.horizonBars,
    expectedReturn: replay.expectedReturn[index]!,
    probabilityUp,
    intervals,
    quantiles: quantiles.map((quantile) => ({ ...quantile, price: price * (1 + quantile.return) })),
    forecast: null,
    outcome: replay.outcome[index]!,
  };
}

/** Levels and returns must rise together. */
function fitsIn(
  ends: readonly { level: number; return: number }[],
  { level, return: value }: { level: number; return: number },
): boolean {
  return ends.every((end) => (end.level < level && end.return < value) || (end.level > level && end.return > value));
}

/** As the chart draws it, from the bar at this index of the history. */
export function fanOf({ price, horizonBars, expectedReturn, intervals }: ShownForecast, atBar: number): Fan {
  return {
    atBar,
    price,
    horizonBars,
    expectedPrice: price * (1 + expectedReturn),
    intervals: [...intervals].sort((a, b) => b.coverage - a.coverage),
  };
}

/** Whether the direction was named rightly; a return of zero counts as not up, as in the evaluation. */
export function isRight(probabilityUp: number, outcome: number): boolean {
  return probabilityUp > 0.5 === outcome > 0;
}

/** All forecasts of a replay as marks at their bars. */
export function marksOf({ bar, probabilityUp, outcome }: ForecastReplay): Marks {
  return {
    bar,
    saidUp: probabilityUp.map((p) => (p > 0.5 ? 1 : 0)),
    outcome: outcome.map((came, i) => (came === null ? 2 : isRight(probabilityUp[i]!, came) ? 1 : 0)),
  };
}

export interface ReplayScore {
  /** Forecasts whose outcome is known. */
  readonly known: number;
  readonly rightShare: number;
  /** Share of outcomes within the 80 % interval. */
  readonly insideShare: number;
}

/** How the forecasts of a replay fared, those up to `end` (without it). */
export function scoreReplay(replay: ForecastReplay, end = replay.bar.length): ReplayScore {
  const eighty = replay.intervals.find(({ coverage }) => coverage === 0.8)!;
  let known = 0;
  let right = 0;
  let inside = 0;
  for (let i = 0; i < end; i++) {
    const came = replay.outcome[i] ?? null;
    if (came === null) continue;
    known++;
    if (isRight(replay.probabilityUp[i]!, came)) right++;
    if (came >= eighty.lowReturn[i]! && came <= eighty.highReturn[i]!) inside++;
  }
  return { known, rightShare: right / known, insideShare: inside / known };
}

import type { PastForecasts } from '#contract/report.ts';
import { testStart, type BundleManifest } from '../forecast/bundle.ts';
import { predictHistory } from '../forecast/predict-history.ts';
import type { InferenceNetwork } from '../inference/open-network.ts';
import type { History } from '../market-data/load-history.ts';

/**
 * Lets a model forecast at every bar of the test slice of one instrument, over the horizon at that place of the label.
 * Errors: those of predictHistory.
 */
export async function makePastForecasts(
  manifest: BundleManifest,
  network: InferenceNetwork,
  history: History,
  horizon: number,
): Promise<PastForecasts> {
  const { symbol } = history.instrument;
  const forecasts = await predictHistory(manifest, network, { symbol, ...history }, testStart(manifest));
  const { bar, time, scaledQuantiles, scale, expectedReturn, probabilityUp } = forecasts[horizon]!;
  const { levels } = manifest.calibrators[horizon]!;
  const horizonBars = manifest.experiment.spec.label.horizons[horizon]!;
  const { bars } = history;
  const price = Float64Array.from(bar, (t) => bars.close[t]!);
  return {
    time,
    price,
    levels,
    // A quantile of the scaled label, times its scale, is one of the log return.
    quantilePrices: scaledQuantiles.map((scaled, k) => {
      const row = Math.floor(k / levels.length);
      return price[row]! * Math.exp(scaled * scale[row]!);
    }),
    expectedPrice: expectedReturn.map((value, row) => price[row]! * (1 + value)),
    probabilityUp,
    outcomeTime: Float64Array.from(bar, (t) => bars.time[t + horizonBars] ?? NaN),
    outcomePrice: Float64Array.from(bar, (t) => bars.close[t + horizonBars] ?? NaN),
  };
}

/** One past forecast that the charts and tables show. */
export interface PastForecast {
  readonly time: number;
  readonly price: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly outcomeTime: number;
  readonly outcomePrice: number;
  /** Whether the price ended inside of low to high. */
  readonly isInside: boolean;
}

/** The interval that past forecasts are shown with, and the levels of its ends. */
export const shownInterval = { coverage: 0.8, low: 0.1, high: 0.9 } as const;

/**
 * Past forecasts whose outcome has come and that do not overlap: back from the last one, each ends where the next
 * begins or before, so that their outcomes are told apart by nothing but chance. Ascending in time.
 */
export function pickSeparate(past: PastForecasts): PastForecast[] {
  const { levels } = past;
  const at = (row: number, level: number): number =>
    past.quantilePrices[row * levels.length + levels.findIndex((known) => Math.abs(known - level) < 1e-9)]!;
  const picked: PastForecast[] = [];
  let next = Infinity;
  for (let row = past.time.length - 1; row >= 0; row--) {
    const outcomeTime = past.outcomeTime[row]!;
    // NaN, an outcome that has not come, is not at or before anything.
    if (!(outcomeTime <= next)) continue;
    const [low, high] = [at(row, shownInterval.low), at(row, shownInterval.high)];
    const outcomePrice = past.outcomePrice[row]!;
    picked.push({
      time: past.time[row]!,
      price: past.price[row]!,
      median: at(row, 0.5),
      low,
      high,
      outcomeTime,
      outcomePrice,
      isInside: outcomePrice >= low && outcomePrice <= high,
    });
    next = past.time[row]!;
  }
  return picked.reverse();
}

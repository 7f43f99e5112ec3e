import { AppError } from '#contract/errors.ts';
import type { SimulatedInstrument } from './simulated-instrument.ts';

const SENTIMENT_EMA_BARS = 10;
const MOMENTUM_BARS = 10;

export interface PlantedSignal {
  readonly horizonBars: number;
  /** R² of the hidden drift: what the best linear forecaster could reach. */
  readonly hiddenDrift: number;
  /** R² of the 10-bar EMA of sentiment up to the bar before, the latest that may be used. */
  readonly smoothedSentiment: number;
  /** R² of the log return of the last 10 bars. */
  readonly momentum: number;
  /** Share of forward returns above zero, which is how often "always up" is right. */
  readonly shareUp: number;
}

/**
 * Of the instruments in which something is planted, how much of the log return from close t to close t + horizonBars each predictor explains at bar t, as the
 * squared mean over instruments of the correlation: the R² of one common linear rule on values standardised
 * within each instrument. The first 100 bars serve as warm-up.
 */
export function measurePlantedSignal(market: readonly SimulatedInstrument[], horizonBars: number): PlantedSignal {
  const warmUp = 100;
  const bars = market[0]?.bars.time.length ?? 0;
  if (!Number.isInteger(horizonBars) || horizonBars < 1 || bars < warmUp + horizonBars + 2) {
    throw new AppError(
      'simulation/too-short',
      `Measuring the signal over ${horizonBars} bars takes a whole horizon of at least 1 bar and a history of ${warmUp + 2} bars more; found ${bars} bars.`,
      'Simulate more bars or choose a shorter horizon.',
    );
  }
  const correlations = { hiddenDrift: 0, smoothedSentiment: 0, momentum: 0 };
  const planted = market.filter(({ isPlanted }) => isPlanted);
  let up = 0;
  const count = bars - horizonBars - warmUp;
  for (const { bars: columns, sentiment, hiddenDrift } of planted) {
    const close = columns.close;
    const ema = smooth(sentiment.value);
    const forward = new Float64Array(count);
    const drift = new Float64Array(count);
    const heard = new Float64Array(count);
    const momentum = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const t = warmUp + i;
      forward[i] = Math.log(close[t + horizonBars]! / close[t]!);
      drift[i] = hiddenDrift[t]!;
      heard[i] = ema[t - 1]!;
      momentum[i] = Math.log(close[t]! / close[t - MOMENTUM_BARS]!);
      if (forward[i]! > 0) up += 1;
    }
    correlations.hiddenDrift += correlate(drift, forward) / planted.length;
    correlations.smoothedSentiment += correlate(heard, forward) / planted.length;
    correlations.momentum += correlate(momentum, forward) / planted.length;
  }
  return {
    horizonBars,
    hiddenDrift: correlations.hiddenDrift ** 2,
    smoothedSentiment: correlations.smoothedSentiment ** 2,
    momentum: correlations.momentum ** 2,
    shareUp: up / (count * planted.length),
  };
}

/** Exponential moving average, α = 2 / (bars + 1), started at the first value. */
function smooth(values: Float64Array): Float64Array {
  const alpha = 2 / (SENTIMENT_EMA_BARS + 1);
  let average = values[0] ?? 0;
  return values.map((value) => (average += alpha * (value - average)));
}

/** Pearson's correlation. */
function correlate(x: Float64Array, y: Float64Array): number {
  const meanX = x.reduce((a, b) => a + b, 0) / x.length;
  const meanY = y.reduce((a, b) => a + b, 0) / y.length;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}

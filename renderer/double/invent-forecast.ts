import type { Evaluation } from '#contract/evaluation.ts';
import { centralIntervals, type Forecast, type Grade } from '#contract/forecast.ts';
import type { ModelSummary } from '#contract/api/models.ts';
import { leakStages } from '#contract/leak-certificate.ts';
import type { ForecastReplay } from '#contract/replay.ts';
import { createRandom, drawNormal, type InventedInstrument } from './invent-market.ts';

const HORIZON = 14;
/** Standard normal scores of the levels. */
const scores: Readonly<Record<number, number>> = {
  0.025: -1.96,
  0.1: -1.2816,
  0.25: -0.6745,
  0.5: 0,
  0.75: 0.6745,
  0.9: 1.2816,
  0.975: 1.96,
};

/** Φ by Abramowitz and Stegun 7.1.26, good to 1e-7: enough for a double. */
function normalCdf(z: number): number {
  const t = 1 / (1 + 0.3275911 * (Math.abs(z) / Math.SQRT2));
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp((-z * z) / 2);
  return z >= 0 ? 1 - tail / 2 : tail / 2;
}

function volatilityOf(close: Float64Array, at: number): number {
  let sum = 0;
  for (let t = at - 59; t <= at; t++) sum += Math.log(close[t]! / close[t - 1]!) ** 2;
  return Math.sqrt(sum / 60);
}

export const inventedModel: ModelSummary = {
  name: 'price-lstm',
  version: 2,
  createdAt: Date.UTC(2026, 10, 28, 9),
  bundleHash: '4d1f'.repeat(16),
  symbols: [],
  features: ['return', 'volume-change', 'rsi', 'macd'],
  series: [],
  timeframe: '1d',
  horizons: [HORIZON],
  training: {
    backend: 'native',
    engine: 'native 0.1.0, avx2, 2 threads',
    epochs: [],
    bestEpoch: 12,
    stoppedEarly: true,
    parameterCount: 118_272,
    sequencesPerSecond: 3079,
  },
  evaluations: [inventEvaluation()],
  certificate: {
    instruments: ['ALPH', 'BORA'],
    cuts: 6,
    checks: leakStages.map((stage) => ({ stage, comparisons: 12_000, passed: true })),
    leaks: [],
    passed: true,
  },
  parent: null,
};

function inventEvaluation(): Evaluation {
  const estimate = (value: number, half: number) => ({ value, low: value - half, high: value + half });
  return {
    slice: { from: Date.UTC(2025, 8, 1), to: Date.UTC(2026, 10, 6), days: 310, samples: 6200 },
    timeframe: '1d',
    horizonBars: HORIZON,
    daysNeeded: 84,
    instruments: [],
    direction: { name: 'model', accuracy: estimate(0.561, 0.021), mcc: estimate(0.118, 0.044) },
    baselines: [{ name: 'always-up', accuracy: estimate(0.529, 0.024), mcc: estimate(0, 0) }],
    skill: { ...estimate(0.032, 0.019), versus: 'always-up' },
    edge: 'found',
    unmet: [],
    probability: {
      brier: 0.2441,
      baselineBrier: 0.2492,
      logisticBrier: 0.2487,
      logLoss: 0.681,
      baselineLogLoss: 0.691,
      logisticLogLoss: 0.69,
      expectedCalibrationError: 0.021,
      calibrationErrorByLuck: 0.024,
      reliability: [],
    },
    classes: null,
    intervals: centralIntervals.map(({ coverage }) => ({
      nominal: coverage,
      coverage: estimate(coverage + 0.004, 0.02),
      meanWidth: coverage * 0.16,
      baselineCoverage: coverage - 0.02,
      baselineMeanWidth: coverage * 0.18,
    })),
    pinball: { model: 0.281, historicalVolatility: 0.288, skill: estimate(0.024, 0.015) },
    crps: { model: 0.58, historicalVolatility: 0.594 },
    returns: {
      rmse: 0.052,
      mae: 0.04,
      mape: 0.04,
      driftRmse: 0.053,
      driftMae: 0.041,
      driftMape: 0.041,
      ridgeRmse: 0.053,
      ridgeMae: 0.041,
      ridgeMape: 0.041,
    },
    rolling: null,
    adaptive: [],
    grades: {
      grades: [],
      alwaysIn: { returnAfterCosts: estimate(0.004, 0.011), hitRate: estimate(0.529, 0.024) },
      cost: 0.002,
    },
    directionTest: null,
    lossTests: [],
    bootstrap: { replicates: 1000, blockDays: 15, seed: 1 },
  };
}

function gradeOf(probabilityUp: number, expected: number): Grade {
  if (probabilityUp > 0.66) return 'STRONG BUY';
  if (probabilityUp > 0.57) return 'BUY';
  if (probabilityUp < 0.36) return 'STRONG SELL';
  if (probabilityUp < 0.45 && expected < 0) return 'SELL';
  return 'HOLD';
}

/** A forecast from the bar at `at`, for the same instrument always the same. */
export function inventForecast(
  { symbol, currency, simulated, bars }: InventedInstrument,
  at = bars.close.length - 1,
): Forecast {
  const random = createRandom(symbol.charCodeAt(0) * 31 + symbol.charCodeAt(1) * 7 + at);
  const price = bars.close[at]!;
  const volatility = volatilityOf(bars.close, at);
  const scale = volatility * Math.sqrt(HORIZON);
  const drift = 0.35 * drawNormal(random) * scale;
  const returnAt = (level: number): number => Math.expm1(drift + scores[level]! * scale * 0.97);
  const probabilityOfAtLeast = (x: number): number => 1 - normalCdf((Math.log1p(x) - drift) / (scale * 0.97));
  const expectedReturn = Math.expm1(drift + scale ** 2 / 2);
  const probabilityUp = probabilityOfAtLeast(0);
  const grade = gradeOf(probabilityUp, expectedReturn);
  const abstains = symbol.charCodeAt(2) % 5 === 0;
  return {
    id: `${symbol}-${at}`,
    symbol,
    currency,
    simulated,
    model: { name: inventedModel.name, version: inventedModel.version },
    provider: 'cpu',
    createdAt: Date.UTC(2026, 10, 28, 10),
    asOf: bars.time[at]!,
    timeframe: '1d',
    horizonBars: HORIZON,
    dataHash: '00'.repeat(32),
    price,
    expectedReturn,
    expectedPrice: price * (1 + expectedReturn),
    quantiles: Object.keys(scores)
      .map(Number)
      .sort((a, b) => a - b)
      .map((level) => ({ level, return: returnAt(level), price: price * (1 + returnAt(level)) })),
    intervals: centralIntervals.map(({ coverage, low, high }) => ({
      coverage,
      lowReturn: returnAt(low),
      highReturn: returnAt(high),
      lowPrice: price * (1 + returnAt(low)),
      highPrice: price * (1 + returnAt(high)),
    })),
    probabilityUp,
    exceedance: [-0.1, -0.05, -0.02, 0, 0.02, 0.05, 0.1].map((threshold) => ({
      threshold,
      probability: probabilityOfAtLeast(threshold),
    })),
    confidence: Math.max(probabilityUp, 1 - probabilityUp),
    grade: abstains ? 'NO CALL' : grade,
    ungatedGrade: grade,
    abstentions: abstains ? [{ kind: 'too-wide', width: 0.31, limit: 0.25 }] : [],
    reasons: [
      {
        kind: 'feature',
        feature: 'rsi',
        params: { bars: 14 },
        value: 35 + 30 * random(),
        expectedReturn,
        expectedReturnWithout: expectedReturn * 0.6,
      },
      {
        kind: 'trend',
        bars: 60,
        return: price / bars.close[at - 60]! - 1,
        agrees: price > bars.close[at - 60]! === probabilityUp > 0.5,
      },
      { kind: 'calibration', nominal: 0.8, observed: 0.79 + 0.03 * random(), days: 310 },
    ],
    volatility: volatility * Math.sqrt(252),
    regime: { bars: 60, trend: 'sideways', trendErrors: 0.8, volatility: 'normal', volatilityRank: 0.55 },
    valueAtRisk95: Math.max(0, -Math.expm1(drift - 1.645 * scale)),
    expectedShortfall95: Math.max(0, -Math.expm1(drift - 2.06 * scale)),
  };
}

/** What the model would have said at each of the last bars. */
export function inventReplay(instrument: InventedInstrument, count = 310): ForecastReplay {
  const { bars } = instrument;
  const places = Array.from(
    { length: Math.min(count, bars.close.length - 61) },
    (_, i) => bars.close.length - Math.min(count, bars.close.length - 61) + i,
  );
  const made = places.map((at) => inventForecast(instrument, at));
  return {
    model: inventedModel,
    symbol: instrument.symbol,
    timeframe: '1d',
    horizonBars: HORIZON,
    total: places.length,
    bar: places,
    time: places.map((at) => bars.time[at]!),
    price: places.map((at) => bars.close[at]!),
    probabilityUp: made.map(({ probabilityUp }) => probabilityUp),
    expectedReturn: made.map(({ expectedReturn }) => expectedReturn),
    intervals: centralIntervals.map(({ coverage }, i) => ({
      coverage,
      lowReturn: made.map(({ intervals }) => intervals[i]!.lowReturn),
      highReturn: made.map(({ intervals }) => intervals[i]!.highReturn),
    })),
    outcome: places.map((at) =>
      at + HORIZON < bars.close.length ? bars.close[at + HORIZON]! / bars.close[at]! - 1 : null,
    ),
  };
}

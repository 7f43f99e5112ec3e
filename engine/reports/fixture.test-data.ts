import { leakStages } from '#contract/leak-certificate.ts';
import type { EpochMs } from '#contract/bars.ts';
import type { ClassReport, DirectionScore, Estimate } from '#contract/evaluation.ts';
import type { Forecast } from '#contract/forecast.ts';
import type { Experiment, FeatureSpec } from '#contract/model-spec.ts';
import { REPORT_FORMAT, type PastForecasts, type ReportData } from '#contract/report.ts';
import { drawdownColumn } from '../backtest/statistics/max-drawdown.ts';
import { monthlyReturns } from '../backtest/statistics/monthly-returns.ts';
import { createRandom } from '../kernel/random.ts';

const dayMs = 86_400_000;
const createdAt = Date.UTC(2026, 10, 20, 17, 5);
const lastDay = Date.UTC(2026, 10, 20);

/** `count` weekdays ending on `last`. */
function weekdays(last: EpochMs, count: number): EpochMs[] {
  const days: EpochMs[] = [];
  for (let time = last; days.length < count; time -= dayMs) {
    const weekday = new Date(time).getUTCDay();
    if (weekday !== 0 && weekday !== 6) days.unshift(time);
  }
  return days;
}

function estimate(value: number, halfWidth: number): Estimate {
  return { value, low: value - halfWidth, high: value + halfWidth };
}

function score(name: string, accuracy: number, halfWidth: number): DirectionScore {
  return { name, accuracy: estimate(accuracy, halfWidth), mcc: estimate(2 * accuracy - 1, 2 * halfWidth) };
}

const experiment: Experiment = {
  format: 'almanac-experiment/1',
  instruments: ['JSW'],
  spec: {
    format: 'almanac-model-spec/1',
    name: 'price-lstm',
    title: 'LSTM 128-64',
    timeframe: '1d',
    windowBars: 60,
    features: [
      { kind: 'return', scaler: 'standard', params: {}, optional: false },
      { kind: 'volume-change', scaler: 'standard', params: {}, optional: false },
      { kind: 'rsi', scaler: 'min-max', params: { bars: 14 }, optional: false },
      { kind: 'macd', scaler: 'standard', params: { fastBars: 12, slowBars: 26 }, optional: false },
      { kind: 'sentiment', scaler: 'standard', params: {}, optional: true },
    ],
    label: { kind: 'forward-return', horizons: [14], volatilityBars: 60 },
    layers: [
      { kind: 'lstm', units: 128, returnSequences: true },
      { kind: 'dropout', rate: 0.2 },
      { kind: 'lstm', units: 64, returnSequences: false },
      { kind: 'dense', units: 32, activation: 'relu' },
    ],
    head: { kind: 'quantiles', levels: [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] },
    training: { learningRate: 0.001, batchSize: 64, epochs: 60, patience: 8, clipNorm: 1, strideBars: 1 },
  },
  split: { train: 0.6, validation: 0.15, calibration: 0.1, embargoBars: 5 },
  seed: 42,
  backend: 'native',
  costs: { feeBasisPoints: 39, slippageBasisPoints: 10 },
};

/**
 * Past forecasts over `horizonBars` on weekdays that end with the given bars, from a walk that ends with their closes; each
 * expects nothing, with the spread that the walk has.
 */
function invent(bars: ReportData['bars'], horizonBars: number, count: number): PastForecasts {
  const random = createRandom(11);
  const spread = 0.022 * Math.sqrt(horizonBars);
  const earlier = count - bars.close.length;
  const price = new Float64Array(count);
  price.set(bars.close, earlier);
  for (let t = earlier - 1; t >= 0; t--) price[t] = price[t + 1]! / Math.exp(0.022 * random.normal());
  const time = Float64Array.from([...weekdays(bars.time[0]! - dayMs, earlier), ...bars.time]);
  const scores = [-1.96, -1.2816, -0.6745, 0, 0.6745, 1.2816, 1.96];
  return {
    time,
    price,
    levels: [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975],
    quantilePrices: Float64Array.from(Array.from(price).flatMap((p) => scores.map((z) => p * Math.exp(spread * z)))),
    expectedPrice: price.map((p) => p * Math.exp(spread ** 2 / 2)),
    probabilityUp: price.map(() => 0.5),
    outcomeTime: time.map((_, t) => time[t + horizonBars] ?? NaN),
    outcomePrice: price.map((_, t) => price[t + horizonBars] ?? NaN),
  };
}

/**
 * A report on an instrument that never existed: every number is drawn with a fixed seed or set by hand,
 * and nothing in it is a result.
 */
export function simulatedReportData(): ReportData {
  const random = createRandom(7);
  const price = 32.5;
  const barCount = 120;
  const walk = Float64Array.from({ length: barCount }, () => 0.022 * random.normal());
  const close = new Float64Array(barCount);
  close[barCount - 1] = price;
  for (let t = barCount - 2; t >= 0; t--) close[t] = close[t + 1]! / Math.exp(walk[t + 1]!);
  const open = close.map((value, t) => (t === 0 ? value : close[t - 1]! * Math.exp(0.004 * random.normal())));
  const high = close.map((value, t) => Math.max(value, open[t]!) * (1 + 0.012 * random.uniform()));
  const low = close.map((value, t) => Math.min(value, open[t]!) * (1 - 0.012 * random.uniform()));
  const volume = close.map(() => Math.round(400_000 * Math.exp(0.4 * random.normal())));
  const bars = { time: Float64Array.from(weekdays(lastDay, barCount)), open, high, low, close, volume };

  const testDays = weekdays(lastDay - 30 * dayMs, 420);
  const equity = { strategy: [100_000], buyAndHold: [100_000] };
  for (let i = 1; i < testDays.length; i++) {
    const move = 0.0004 + 0.02 * random.normal();
    equity.buyAndHold.push(equity.buyAndHold[i - 1]! * (1 + move));
    equity.strategy.push(equity.strategy[i - 1]! * (1 + (i % 90 < 50 ? move : 0)));
  }

  const centre = 0.151;
  const spread = 0.11;
  const normalQuantiles = [
    [0.025, -1.96],
    [0.1, -1.2816],
    [0.25, -0.6745],
    [0.5, 0],
    [0.75, 0.6745],
    [0.9, 1.2816],
    [0.975, 1.96],
  ] as const;
  const priceAfter = (change: number): number => price * (1 + change);
  const interval = (coverage: 0.5 | 0.8 | 0.95, z: number) => ({
    coverage,
    lowReturn: centre - z * spread,
    highReturn: centre + z * spread,
    lowPrice: priceAfter(centre - z * spread),
    highPrice: priceAfter(centre + z * spread),
  });

  return {
    format: REPORT_FORMAT,
    createdAt,
    almanacVersion: '0.1.0',
    instrument: {
      symbol: 'JSW',
      currency: 'PLN',
      simulated: true,
      timeframe: '1d',
      bars: 2510,
      from: Date.UTC(2016, 10, 21),
      to: lastDay,
      lastClose: price,
      source: 'AAA.csv',
      importedAt: 1,
      format: 'stooq-csv',
      adjustment: 'adjusted-by-provider',
      contentHash: '9f2c4e7b1a6d8035c2e4f6a8b0d1e3f5a7c9b2d4e6f80123456789abcdef0123',
      timeZone: 'Europe/Warsaw',
      stamps: 'day',
      refusedRows: [
        { row: 118, reason: 'the low is missing' },
        { row: 902, reason: 'the volume “x” is not a number' },
      ],
      refusedCount: 2,
      series: ['sentiment'],
      quality: { red: 0, amber: 1, info: 1 },
    },
    findings: [
      {
        check: 'gap',
        severity: 'amber',
        count: 1,
        times: [Date.UTC(2018, 3, 3)],
        rows: [512],
        message: 'Eight sessions are missing before 2018-04-03.',
        action: 'kept',
        hint: 'Export the history again.',
        repairable: false,
      },
      {
        check: 'refused-row',
        severity: 'info',
        count: 2,
        times: [],
        rows: [118, 902],
        message: '2 rows could not be used.',
        action: 'refused',
        hint: '',
        repairable: false,
      },
    ],
    bars,
    forecast: {
      id: '00000000-0000-4000-8000-000000000001',
      symbol: 'JSW',
      currency: 'PLN',
      simulated: true,
      model: { name: 'price-lstm', version: 3 },
      createdAt,
      asOf: lastDay,
      timeframe: '1d',
      horizonBars: 14,
      dataHash: '9f2c4e7b1a6d8035c2e4f6a8b0d1e3f5a7c9b2d4e6f80123456789abcdef0123',
      price,
      expectedReturn: 0.1508,
      expectedPrice: 37.4,
      quantiles: normalQuantiles.map(([level, z]) => ({
        level,
        return: centre + z * spread,
        price: priceAfter(centre + z * spread),
      })),
      intervals: [interval(0.5, 0.6745), interval(0.8, 1.2816), interval(0.95, 1.96)],
      probabilityUp: 0.7,
      exceedance: [
        { threshold: -0.1, probability: 0.96 },
        { threshold: -0.05, probability: 0.9 },
        { threshold: 0.05, probability: 0.35 },
        { threshold: 0.1, probability: 0.18 },
      ],
      confidence: 0.7,
      grade: 'BUY',
      ungatedGrade: 'BUY',
      abstentions: [],
      reasons: [
        { kind: 'feature', feature: 'rsi', value: 61.2, expectedReturn: 0.019, expectedReturnWithout: 0.007 },
        { kind: 'trend', bars: 20, return: 0.043, agrees: true, expectedReturn: 0.1508 },
        {
          kind: 'sentiment',
          supports: true,
          expectedReturn: 0.1508,
          expectedReturnWithout: 0.121,
          probabilityUp: 0.7,
          probabilityUpWithout: 0.67,
        },
        {
          kind: 'calibration',
          nominal: 0.8,
          observed: 0.792,
          days: 412,
          similar: { from: 0.7, to: 0.8, count: 38, meanProbability: 0.74, observedFrequency: 0.71 },
        },
      ],
      volatility: 0.352,
      regime: { bars: 60, trend: 'rising', trendErrors: 1.4, volatility: 'normal', volatilityRank: 0.62 },
      valueAtRisk95: 0.112,
      expectedShortfall95: 0.149,
      drawdown: { expected: 0.091, quantile95: 0.187 },
      touching: [
        { level: -0.1, probability: 0.21 },
        { level: -0.05, probability: 0.47 },
        { level: 0.05, probability: 0.78 },
      ],
      components: {
        technical: { columns: 4, without: { expectedReturn: 0.034, probabilityUp: 0.58 } },
        sentiment: { columns: 1, without: { expectedReturn: 0.121, probabilityUp: 0.67 } },
        external: null,
      },
    },
    otherForecasts: [],
    certificate: {
      instruments: ['JSW'],
      cuts: 12,
      checks: leakStages.map((stage) => ({ stage, comparisons: 1000, passed: true })),
      leaks: [],
      passed: true,
    },
    training: {
      backend: 'native',
      engine: 'native 0.1.0, avx2, 2 threads',
      epochs: Array.from({ length: 34 }, (_, i) => ({
        epoch: i + 1,
        trainLoss: 0.262 + 0.09 * Math.exp(-i / 8) + 0.001 * random.normal(),
        validationLoss: 0.281 + 0.07 * Math.exp(-i / 6) + 0.00004 * (i - 25) ** 2 + 0.001 * random.normal(),
        learningRate: 0.001 * (i < 20 ? 1 : 0.5),
        seconds: 3.1,
      })),
      bestEpoch: 26,
      stoppedEarly: true,
      parameterCount: 121_223,
      sequencesPerSecond: 1487,
    },
    split: [
      { name: 'train', from: Date.UTC(2017, 2, 1), to: Date.UTC(2022, 8, 30), samples: 1398 },
      { name: 'validation', from: Date.UTC(2022, 10, 3), to: Date.UTC(2024, 1, 28), samples: 329 },
      { name: 'calibration', from: Date.UTC(2024, 3, 2), to: Date.UTC(2025, 0, 31), samples: 209 },
      { name: 'test', from: Date.UTC(2025, 2, 5), to: Date.UTC(2026, 9, 30), samples: 412 },
    ],
    evaluation: {
      slice: { from: Date.UTC(2025, 2, 5), to: Date.UTC(2026, 9, 30), days: 412, samples: 412 },
      timeframe: '1d',
      horizonBars: 14,
      daysNeeded: 280,
      instruments: [
        {
          symbol: 'JSW',
          days: 412,
          samples: 412,
          accuracy: 0.558,
          coverage: [
            { nominal: 0.5, observed: 0.507 },
            { nominal: 0.8, observed: 0.792 },
            { nominal: 0.95, observed: 0.944 },
          ],
          price: { rmse: 3.14, mae: 2.41, mape: 0.0702 },
        },
      ],
      direction: score('price-lstm', 0.558, 0.021),
      baselines: [
        score('always-up', 0.521, 0.031),
        score('always-down', 0.479, 0.031),
        score('majority', 0.515, 0.032),
        score('persistence', 0.497, 0.034),
        score('momentum', 0.512, 0.033),
        score('reversal', 0.489, 0.032),
        score('logistic', 0.518, 0.03),
        score('ridge', 0.516, 0.03),
      ],
      skill: { ...estimate(0.037, 0.029), versus: 'always-up' },
      edge: 'found',
      unmet: [],
      probability: {
        brier: 0.2431,
        baselineBrier: 0.2494,
        logisticBrier: 0.2489,
        logLoss: 0.6789,
        baselineLogLoss: 0.692,
        logisticLogLoss: 0.6911,
        expectedCalibrationError: 0.024,
        calibrationErrorByLuck: 0.031,
        reliability: Array.from({ length: 10 }, (_, i) => {
          const mean = (i + 0.5) / 10;
          return {
            from: i / 10,
            to: (i + 1) / 10,
            count: [0, 4, 18, 52, 96, 110, 78, 38, 14, 2][i]!,
            meanProbability: mean,
            observedFrequency: Math.min(1, Math.max(0, mean + 0.04 * random.normal())),
          };
        }),
      },
      classes: null,
      intervals: [
        {
          nominal: 0.5,
          coverage: estimate(0.507, 0.05),
          meanWidth: 0.118,
          baselineCoverage: 0.561,
          baselineMeanWidth: 0.131,
        },
        {
          nominal: 0.8,
          coverage: estimate(0.792, 0.041),
          meanWidth: 0.228,
          baselineCoverage: 0.842,
          baselineMeanWidth: 0.251,
        },
        {
          nominal: 0.95,
          coverage: estimate(0.944, 0.024),
          meanWidth: 0.361,
          baselineCoverage: 0.958,
          baselineMeanWidth: 0.384,
        },
      ],
      pinball: { model: 0.2714, historicalVolatility: 0.2791, skill: estimate(0.0276, 0.012) },
      crps: { model: 0.571, historicalVolatility: 0.588 },
      returns: {
        rmse: 0.0912,
        mae: 0.0701,
        mape: 0.0702,
        driftRmse: 0.0921,
        driftMae: 0.0706,
        driftMape: 0.0709,
        ridgeRmse: 0.0919,
        ridgeMae: 0.0704,
        ridgeMape: 0.0707,
      },
      rolling: {
        nominal: 0.9,
        bars: 250,
        tolerance: 0.03,
        windows: 163,
        withinShare: 0.49,
        idealShare: 0.38,
        lowest: 0.848,
        highest: 0.952,
        instruments: 1,
        instrumentsWithin: 1,
        curve: Array.from({ length: 41 }, (_, i) => ({
          time: testDays[249 + 4 * i]!,
          coverage: 0.9 + 0.045 * Math.sin(i / 6),
        })),
      },
      adaptive: [
        { nominal: 0.5, coverage: 0.503, meanWidth: 0.117, rollingWithinShare: null },
        { nominal: 0.8, coverage: 0.797, meanWidth: 0.231, rollingWithinShare: null },
        { nominal: 0.9, coverage: 0.897, meanWidth: 0.297, rollingWithinShare: 0.55 },
        { nominal: 0.95, coverage: 0.948, meanWidth: 0.369, rollingWithinShare: null },
      ],
      grades: {
        grades: [
          {
            grade: 'STRONG BUY',
            count: 31,
            days: 31,
            marketReturn: estimate(0.021, 0.034),
            returnAfterCosts: estimate(0.011, 0.034),
            hitRate: estimate(0.613, 0.16),
          },
          {
            grade: 'BUY',
            count: 118,
            days: 118,
            marketReturn: estimate(0.012, 0.021),
            returnAfterCosts: estimate(0.002, 0.021),
            hitRate: estimate(0.576, 0.09),
          },
          {
            grade: 'HOLD',
            count: 263,
            days: 263,
            marketReturn: estimate(0.001, 0.014),
            returnAfterCosts: null,
            hitRate: null,
          },
        ],
        alwaysIn: { returnAfterCosts: estimate(-0.004, 0.012), hitRate: estimate(0.521, 0.05) },
        cost: 0.0098,
      },
      directionTest: { statistic: 1.92, pValue: 0.032, lagDays: 28 },
      lossTests: [
        { loss: 'squared-error', versus: 'drift', test: { statistic: 0.7, pValue: 0.245, lagDays: 28 } },
        { loss: 'squared-error', versus: 'ridge', test: { statistic: 0.4, pValue: 0.347, lagDays: 28 } },
        { loss: 'brier', versus: 'base-rate', test: { statistic: 1.8, pValue: 0.041, lagDays: 28 } },
        { loss: 'brier', versus: 'logistic', test: { statistic: 1.5, pValue: 0.072, lagDays: 28 } },
        { loss: 'pinball', versus: 'historical-volatility', test: { statistic: 2.6, pValue: 0.008, lagDays: 28 } },
      ],
      bootstrap: { replicates: 2000, blockDays: 28, seed: 42 },
    },
    backtest: {
      rule: {
        kind: 'probability-threshold',
        model: 'price-lstm@3',
        horizonBars: 14,
        enterProbability: 0.55,
        exitProbability: 0.5,
        short: false,
      },
      timeframe: '1d',
      symbols: ['JSW'],
      leftOut: [],
      from: testDays[0]!,
      to: testDays[testDays.length - 1]!,
      costs: experiment.costs,
      size: { kind: 'fraction', fraction: 1 },
      exits: { withinBar: 'stop-first' },
      initialCapital: 100_000,
      equity: {
        time: testDays,
        ...equity,
        drawdown: Array.from(drawdownColumn(100_000, Float64Array.from(equity.strategy))),
        position: equity.strategy.map((_, i) => (i % 90 < 50 ? 1 : 0)),
      },
      strategy: {
        totalReturn: equity.strategy[419]! / 100_000 - 1,
        cagr: 0.118,
        volatility: 0.221,
        sharpe: 0.61,
        sortino: 0.92,
        calmar: 0.63,
        maxDrawdown: 0.187,
        longestDrawdownDays: 203,
        exposure: 0.53,
        turnover: 17.2,
        trades: 17,
        hitRate: 0.588,
        profitFactor: 1.42,
        averageTrade: 0.0061,
        feesPaid: 1423.5,
        slippagePaid: 365,
        borrowPaid: 0,
      },
      buyAndHold: {
        totalReturn: equity.buyAndHold[419]! / 100_000 - 1,
        cagr: 0.094,
        volatility: 0.318,
        sharpe: 0.39,
        sortino: 0.57,
        calmar: 0.3,
        maxDrawdown: 0.311,
        longestDrawdownDays: 288,
        exposure: 1,
        turnover: 0.5,
        trades: 1,
        hitRate: null,
        profitFactor: null,
        averageTrade: null,
        feesPaid: 78,
        slippagePaid: 20,
        borrowPaid: 0,
      },
      evidence: {
        trials: 12,
        returns: 420,
        returnsPerYear: 252,
        interval: { low: -0.78, high: 2.01 },
        bootstrap: { replicates: 2000, meanBlock: 7, seed: 1 },
        versusHolding: { difference: 0.12, low: -0.41, high: 0.66 },
        probabilistic: 0.784,
        deflated: 0.221,
        bestByLuck: 1.29,
        returnsNeeded: 1835,
      },
      costSensitivity: [
        { factor: 0, totalReturn: 0.231, sharpe: 0.71 },
        { factor: 1, totalReturn: 0.203, sharpe: 0.61 },
        { factor: 2, totalReturn: 0.176, sharpe: 0.52 },
        { factor: 4, totalReturn: 0.124, sharpe: 0.33 },
      ],
      months: monthlyReturns(
        100_000,
        Float64Array.from(testDays),
        Float64Array.from(equity.strategy),
        Float64Array.from(equity.buyAndHold),
      ),
      trades: Array.from({ length: 17 }, (_, i) => {
        const gain = 0.04 * random.normal() + 0.006;
        return {
          symbol: 'JSW',
          side: 'long' as const,
          entryTime: testDays[24 * i]!,
          entryPrice: 30 + i / 4,
          exitTime: i === 16 ? null : testDays[24 * i + 14]!,
          exitPrice: (30 + i / 4) * (1 + gain),
          exitReason: i === 16 ? null : ('rule' as const),
          quantity: 3200,
          fees: 83.7,
          profit: 100_000 * gain,
          return: gain,
          bars: 14,
        };
      }),
      warnings: [],
    },
    trackRecord: { entries: [], summaries: [] },
    walkForward: null,
    pastForecasts: invent(bars, 14, 420),
    manifest: {
      model: {
        name: 'price-lstm',
        version: 3,
        bundleHash: '4b7d19e0c3a2f586917d0b4ce8a35f62d1907b3ec45a8f2096d1e7b3c5a4f801',
      },
      lineage: [],
      experiment,
      features: experiment.spec.features,
      dataHashes: { JSW: '9f2c4e7b1a6d8035c2e4f6a8b0d1e3f5a7c9b2d4e6f80123456789abcdef0123' },
      versions: { almanac: '0.1.0', node: '24.21.0', native: '0.1.0', onnxruntime: '1.30.0' },
    },
  };
}

/** The same report where the workspace also has a walk-forward of the experiment: five folds, three seeds. */
export function walkForwardReportData(): ReportData {
  const data = simulatedReportData();
  const year = (from: number): ReportData['split'] =>
    data.split.map((part) => ({ ...part, from: Date.UTC(from, 0, 2), to: Date.UTC(from, 11, 30) }));
  const folds = [0.531, 0.548, 0.497, 0.562, 0.571].map((accuracy) => ({
    ...data.evaluation,
    direction: score('price-lstm', accuracy, 0.05),
    skill: { ...estimate(accuracy - 0.52, 0.05), versus: 'always-up' },
  }));
  const spread = { mean: 0.54, standardDeviation: 0.011 };
  const small = { mean: 0.02, standardDeviation: 0.008 };
  const forecasts = [0.04, -0.02, 0.07].map((came, i) => ({
    forecast: { ...data.forecast, asOf: lastDay - (40 + 20 * i) * dayMs },
    state: 'scored' as const,
    outcome: {
      time: lastDay - (20 + 20 * i) * dayMs,
      return: came,
      price: 32.5 * (1 + came),
      hit: came > 0,
      intervals: [{ coverage: 0.8, held: came > 0 }],
      brier: 0.09,
      pinball: 0.02,
      transform: 0.5,
    },
  }));
  return {
    ...data,
    trackRecord: {
      entries: forecasts,
      summaries: [
        {
          timeframe: '1d',
          horizonBars: 14,
          scored: 3,
          pending: 1,
          days: 3,
          daysNeeded: 280,
          scores: {
            hitRate: estimate(2 / 3, 0.3),
            upShare: 2 / 3,
            coverage: [{ nominal: 0.8, observed: estimate(2 / 3, 0.3) }],
            brier: estimate(0.21, 0.1),
            pinball: 0.02,
          },
        },
      ],
    },
    walkForward: {
      id: '0123456789ab',
      experiment,
      plan: { folds: 5, mode: 'expanding', seeds: 3 },
      folds: folds.map((_, i) => ({ fold: i + 1, split: year(2021 + i), leftOut: [], trainings: [] })),
      horizons: [
        {
          horizonBars: 14,
          folds,
          evaluation: {
            ...data.evaluation,
            direction: score('price-lstm', 0.542, 0.022),
            skill: { ...estimate(0.022, 0.025), versus: 'always-up' },
            edge: 'none',
            unmet: ['skill'],
          },
          foldsWithSkill: 4,
          seeds: [1, 2, 3].map((seed) => ({
            seed,
            accuracy: 0.54,
            skill: 0.02,
            mcc: 0.08,
            brier: 0.246,
            pinballSkill: 0.02,
          })),
          spread: { accuracy: spread, skill: small, mcc: small, brier: small, pinballSkill: small },
        },
      ],
    },
  };
}

/** The rule of a report, by forecasts over another horizon. */
function ruleOver({ backtest: { rule } }: ReportData, horizonBars: number): ReportData['backtest']['rule'] {
  return rule.kind === 'probability-threshold' ? { ...rule, horizonBars } : rule;
}

/** The same report where Almanac abstains for all three causes. */
export function abstainingReportData(): ReportData {
  const data = simulatedReportData();
  return {
    ...data,
    forecast: {
      ...data.forecast,
      grade: 'NO CALL',
      abstentions: [
        {
          kind: 'no-edge',
          skill: 0.004,
          low: -0.021,
          high: 0.029,
          versus: 'always-up',
          unmet: ['skill', 'correlation'],
        },
        { kind: 'out-of-distribution', share: 0.24, limit: 0.1 },
        { kind: 'too-wide', width: 0.41, limit: 0.35 },
      ],
    },
    evaluation: {
      ...data.evaluation,
      direction: score('price-lstm', 0.525, 0.031),
      skill: { ...estimate(0.004, 0.025), versus: 'always-up' },
      edge: 'none',
      unmet: ['skill', 'correlation'],
    },
  };
}

/** The same report of a model of three instruments, on fewer days than an interval needs. */
export function shortReportData(): ReportData {
  const data = simulatedReportData();
  const own = data.evaluation.instruments[0]!;
  const unknown = (value: number): Estimate => ({ value, low: -1, high: 1 });
  return {
    ...data,
    forecast: {
      ...data.forecast,
      grade: 'NO CALL',
      abstentions: [{ kind: 'too-few-days', days: 277, needed: 280 }],
    },
    evaluation: {
      ...data.evaluation,
      slice: { ...data.evaluation.slice, days: 277, samples: 831 },
      instruments: ['JSW', 'KGH', 'PKN'].map((symbol) => ({
        ...own,
        symbol,
        days: 277,
        samples: 277,
        accuracy: 0.531,
      })),
      skill: { ...unknown(0.037), versus: 'always-down' },
      pinball: { ...data.evaluation.pinball, skill: unknown(0.0276) },
      probability: { ...data.evaluation.probability, brier: 0.2601 },
      edge: 'unknown',
    },
  };
}

/** The same report of a model of hourly bars with three horizons, for the second of them. */
export function hourlyReportData(): ReportData {
  const data = simulatedReportData();
  const { forecast } = data;
  const { experiment } = data.manifest;
  const hourMs = 3_600_000;
  const lastHour = lastDay + 15 * hourMs;
  const hoursUpTo = (last: EpochMs, count: number): EpochMs[] =>
    Array.from({ length: count }, (_, i) => last - (count - 1 - i) * hourMs);
  const over = (horizonBars: number): Forecast => {
    // Returns of a random walk grow with the square root of time.
    const share = Math.sqrt(horizonBars / (14 * 24));
    const shrink = (value: number): number => value * share;
    const priceAt = (value: number): number => forecast.price * (1 + shrink(value));
    return {
      ...forecast,
      id: `00000000-0000-4000-8000-${String(horizonBars).padStart(12, '0')}`,
      timeframe: '1h',
      asOf: lastHour,
      horizonBars,
      expectedReturn: shrink(forecast.expectedReturn),
      expectedPrice: priceAt(forecast.expectedReturn),
      intervals: forecast.intervals.map((interval) => ({
        ...interval,
        lowReturn: shrink(interval.lowReturn),
        highReturn: shrink(interval.highReturn),
        lowPrice: priceAt(interval.lowReturn),
        highPrice: priceAt(interval.highReturn),
      })),
      probabilityUp: 0.5 + shrink(0.2),
      exceedance: forecast.exceedance.map(({ threshold }) => ({
        threshold,
        probability: threshold < 0 ? 0.998 : 0.01,
      })),
      confidence: 0.5 + shrink(0.2),
      grade: horizonBars === 1 ? 'NO CALL' : 'BUY',
      reasons: forecast.reasons.map((reason) => (reason.kind === 'trend' ? { ...reason, bars: horizonBars } : reason)),
      regime: { bars: 168, trend: 'falling', trendErrors: -1.8, volatility: 'turbulent', volatilityRank: 0.91 },
      valueAtRisk95: shrink(forecast.valueAtRisk95),
      expectedShortfall95: shrink(forecast.expectedShortfall95),
    };
  };
  const bars = { ...data.bars, time: Float64Array.from(hoursUpTo(lastHour, data.bars.time.length)) };
  const testHours = hoursUpTo(lastHour, data.backtest.equity.time.length);
  return {
    ...data,
    instrument: { ...data.instrument, timeframe: '1h', bars: 17_500, to: lastHour, stamps: 'open' },
    bars,
    pastForecasts: invent(bars, 4, 120),
    forecast: over(4),
    otherForecasts: [over(1), over(24)],
    evaluation: { ...data.evaluation, timeframe: '1h', horizonBars: 4, daysNeeded: 20 },
    backtest: {
      ...data.backtest,
      timeframe: '1h',
      rule: ruleOver(data, 4),
      from: testHours[0]!,
      to: lastHour,
      equity: { ...data.backtest.equity, time: testHours },
      trades: data.backtest.trades.map((trade, i) => ({
        ...trade,
        entryTime: testHours[24 * i]!,
        exitTime: trade.exitTime === null ? null : testHours[24 * i + 4]!,
        bars: 4,
      })),
    },
    manifest: {
      ...data.manifest,
      experiment: {
        ...experiment,
        spec: {
          ...experiment.spec,
          timeframe: '1h',
          label: { kind: 'forward-return', horizons: [1, 4, 24], volatilityBars: 168 },
          training: {
            ...experiment.spec.training,
            warmupEpochs: 3,
            schedule: { kind: 'cosine', minimum: 0.00001, epochs: 50 },
          },
        },
      },
    },
  };
}

/** The same report of a model that names the trend over five days as one of three classes. */
export function trendReportData(): ReportData {
  const data = simulatedReportData();
  const { experiment } = data.manifest;
  const classes: ClassReport = {
    // Counted by hand from the matrix: precision of down is 52 / (52 + 31 + 24), recall 52 / 122.
    classes: [
      { name: 'down', support: 122, precision: 52 / 107, recall: 52 / 122, f1: 104 / 229 },
      { name: 'flat', support: 138, precision: 67 / 151, recall: 67 / 138, f1: 134 / 289 },
      { name: 'up', support: 152, precision: 80 / 154, recall: 80 / 152, f1: 160 / 306 },
    ],
    confusion: [
      [52, 36, 34],
      [31, 67, 40],
      [24, 48, 80],
    ],
    accuracy: estimate(199 / 412, 0.041),
    majorityAccuracy: 152 / 412,
    macroF1: (104 / 229 + 134 / 289 + 160 / 306) / 3,
    logLoss: 1.0412,
    baselineLogLoss: 1.0951,
  };
  const features: FeatureSpec[] = Array.from({ length: 130 }, (_, i) => ({
    kind: 'sma-ratio',
    scaler: 'standard',
    params: { bars: i + 2 },
    optional: false,
  }));
  return {
    ...data,
    forecast: { ...data.forecast, horizonBars: 5 },
    pastForecasts: invent(data.bars, 5, 420),
    evaluation: { ...data.evaluation, horizonBars: 5, daysNeeded: 100, classes },
    backtest: { ...data.backtest, rule: ruleOver(data, 5) },
    manifest: {
      ...data.manifest,
      features,
      experiment: {
        ...experiment,
        spec: {
          ...experiment.spec,
          features,
          label: {
            kind: 'trend',
            horizons: [5],
            volatilityBars: 60,
            threshold: { unit: 'volatility', value: 0.43 },
          },
          head: { kind: 'softmax', classWeights: 'balanced' },
        },
      },
    },
  };
}

/**
 * A report of extremes, prices multiplied by `scale`: a symbol of 120 characters, a fall expected, no
 * trade, hundreds of refused rows, words that no line can hold, certain probabilities.
 */
export function hostileReportData(scale: number): ReportData {
  const data = simulatedReportData();
  const symbol = 'VERY-LONG-SYMBOL-'.repeat(3) + 'W'.repeat(69);
  const times = (values: Float64Array): Float64Array => values.map((value) => value * scale);
  const { bars, forecast } = data;
  const scaled = {
    ...bars,
    open: times(bars.open),
    high: times(bars.high),
    low: times(bars.low),
    close: times(bars.close),
  };
  const fall = -0.4;
  const price = forecast.price * scale;
  return {
    ...data,
    instrument: {
      ...data.instrument,
      symbol,
      currency: 'XXX',
      simulated: false,
      lastClose: price,
      adjustment: 'none',
      refusedRows: Array.from({ length: 100 }, (_, i) => ({ row: i + 2, reason: 'x'.repeat(400) })),
      refusedCount: 700,
    },
    bars: scaled,
    pastForecasts: invent(scaled, 14, 420),
    forecast: {
      ...forecast,
      symbol,
      currency: 'XXX',
      price,
      expectedReturn: fall,
      expectedPrice: price * (1 + fall),
      intervals: forecast.intervals.map((interval) => ({
        ...interval,
        lowReturn: fall - interval.coverage / 2,
        highReturn: fall + interval.coverage * 3,
        lowPrice: price * (1 + fall - interval.coverage / 2),
        highPrice: price * (1 + fall + interval.coverage * 3),
      })),
      probabilityUp: 0,
      confidence: 1,
      grade: 'STRONG SELL',
      ungatedGrade: 'STRONG SELL',
      exceedance: forecast.exceedance.map(({ threshold }) => ({ threshold, probability: 0 })),
      reasons: [
        { kind: 'feature', feature: 'unheard-of', value: 1.5e-9, expectedReturn: fall, expectedReturnWithout: 0 },
      ],
    },
    training: { ...data.training, epochs: data.training.epochs.slice(0, 1), bestEpoch: 1 },
    backtest: {
      ...data.backtest,
      trades: [],
      equity: {
        ...data.backtest.equity,
        strategy: data.backtest.equity.time.map(() => 1e11),
        buyAndHold: data.backtest.equity.buyAndHold.map((value) => value * 1e6),
      },
      strategy: {
        totalReturn: 0,
        cagr: null,
        volatility: 0,
        sharpe: null,
        sortino: null,
        calmar: null,
        maxDrawdown: 0,
        longestDrawdownDays: 0,
        exposure: 0,
        turnover: 0,
        trades: 0,
        hitRate: null,
        profitFactor: null,
        averageTrade: null,
        feesPaid: 0,
        slippagePaid: 0,
        borrowPaid: 0,
      },
      evidence: {
        ...data.backtest.evidence,
        trials: 1e6,
        interval: null,
        probabilistic: null,
        deflated: null,
        bestByLuck: null,
        returnsNeeded: null,
      },
      costSensitivity: data.backtest.costSensitivity.map(({ factor }) => ({ factor, totalReturn: 0, sharpe: null })),
      months: data.backtest.months.map((month) => ({ ...month, strategy: 0, buyAndHold: 1e6 })),
      warnings: [
        ...(['sharpe', 'hit-rate', 'cagr'] as const).map((of) => ({
          ...{ kind: 'ceiling' as const, of, value: 1e6, ceiling: 3, certified: false },
        })),
        { kind: 'few-trades', trades: 0, needed: 30 },
        { kind: 'short-span', days: 3 },
        { kind: 'ruin', symbol, time: lastDay },
      ],
    },
    manifest: {
      ...data.manifest,
      dataHashes: Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [`${symbol}${String(i)}`, data.instrument.contentHash]),
      ),
    },
  };
}

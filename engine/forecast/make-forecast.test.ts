import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Forecast } from '#contract/forecast.ts';
import { probabilityOfTouching, readForecast } from '#contract/return-distribution.ts';
import { computeFeatures } from '../features/compute-features.ts';
import { cutHistory, inventHistory, shortSpec } from '../features/invented-history.test-data.ts';
import { openNetwork, type InferenceNetwork } from '../inference/open-network.ts';
import type { BundleManifest } from './bundle.ts';
import { inventModel } from './invented-model.test-data.ts';
import { readLastWindow } from './last-window.ts';
import { makeForecasts } from './make-forecast.ts';
import { predictHistory } from './predict-history.ts';

const input = inventHistory(1, 200, 'A');
const { manifest, onnx, dataset } = inventModel([input]);
const clock = { now: () => 7, newId: () => 'the-id' };

let network: InferenceNetwork;
beforeAll(async () => {
  network = await openNetwork(onnx);
});
afterAll(() => network.close());

async function forecastOf(changes: Partial<BundleManifest> = {}, history = input) {
  const instrument = { symbol: history.symbol, currency: 'EUR', simulated: false };
  const subject = { instrument, input: history, dataHash: 'hash' };
  const model = { ...manifest, ...changes };
  return (await makeForecasts(model, network, [readLastWindow(model, subject)], clock))[0]!;
}

it('is the forecast that the history of forecasts ends with', async () => {
  const past = (await predictHistory(manifest, network, input, dataset.split.test.from))[0]!;
  const last = past.bar.length - 1;
  const forecast = await forecastOf();
  expect(forecast.asOf).toBe(past.time[last]);
  expect(forecast.probabilityUp).toBe(past.probabilityUp[last]);
  expect(forecast.expectedReturn).toBe(past.expectedReturn[last]);
});

it('says one thing in prices, returns, intervals and probabilities', async () => {
  const forecast = await forecastOf();
  expect(forecast).toMatchObject({ id: 'the-id', createdAt: 7, symbol: 'A', currency: 'EUR', dataHash: 'hash' });
  expect(forecast.price).toBe(input.bars.close[199]);
  expect(forecast.expectedPrice).toBeCloseTo(forecast.price * (1 + forecast.expectedReturn), 9);
  const at = (level: number): number => forecast.quantiles.find((quantile) => quantile.level === level)!.return;
  for (const { coverage, lowReturn, highReturn, lowPrice } of forecast.intervals) {
    expect(lowReturn).toBeCloseTo(at(coverage === 0.5 ? 0.25 : coverage === 0.8 ? 0.1 : 0.025), 12);
    expect(highReturn).toBeGreaterThan(lowReturn);
    expect(lowPrice).toBeCloseTo(forecast.price * (1 + lowReturn), 9);
  }
  expect(forecast.exceedance.find(({ threshold }) => threshold === 0)!.probability).toBe(forecast.probabilityUp);
  expect(forecast.confidence).toBe(Math.max(forecast.probabilityUp, 1 - forecast.probabilityUp));
  expect(forecast.expectedShortfall95).toBeGreaterThan(forecast.valueAtRisk95);
  expect(forecast.drawdown!.quantile95).toBeGreaterThan(forecast.drawdown!.expected);
});

it('gives any P(return ≥ x) again from what is stored of it, whatever the head', async () => {
  const trend = { unit: 'volatility', value: 0.43 } as const;
  const spec = shortSpec({
    label: { kind: 'trend', horizons: [2], volatilityBars: 5, threshold: trend },
    head: { kind: 'softmax', classWeights: 'none' },
  });
  for (const model of [{ manifest, onnx }, inventModel([input], spec)]) {
    const open = await openNetwork(model.onnx);
    const subject = { instrument: { symbol: 'A', currency: 'EUR', simulated: false }, input, dataHash: 'hash' };
    const [made] = await makeForecasts(model.manifest, open, [readLastWindow(model.manifest, subject)], clock);
    await open.close();
    const stored = JSON.parse(JSON.stringify(made)) as Forecast;
    const returns = readForecast(stored);
    for (const { threshold, probability } of stored.exceedance) {
      expect(returns.probabilityOfAtLeast(threshold)).toBe(probability);
    }
    for (const { level, return: said } of stored.quantiles) expect(returns.returnAt(level)).toBe(said);
    for (const { level, probability } of stored.touching!) {
      expect(probabilityOfTouching(returns, stored.distribution!.pathDeviation, level)).toBe(probability);
    }
  }
});

describe('abstains', () => {
  const none = { ...manifest.gradePolicy, widestInterval: 10, largestUnseenShare: 1 };

  it('from nothing where nothing speaks against a call', async () => {
    const forecast = await forecastOf({ gradePolicy: none });
    expect(forecast.abstentions).toEqual([]);
    expect(forecast.grade).toBe(forecast.ungatedGrade);
  });

  it('where the test slice showed no edge', async () => {
    const evaluations = [{ ...manifest.evaluations[0]!, edge: 'none' as const, unmet: ['brier' as const] }];
    const forecast = await forecastOf({ gradePolicy: none, evaluations });
    expect(forecast.grade).toBe('NO CALL');
    expect(forecast.ungatedGrade).not.toBe('NO CALL');
    expect(forecast.abstentions).toEqual([
      { kind: 'no-edge', skill: 0.02, low: 0.01, high: 0.03, versus: 'always-up', unmet: ['brier'] },
    ]);
  });

  it('where the test slice has too few days to tell', async () => {
    const evaluations = [{ ...manifest.evaluations[0]!, edge: 'unknown' as const, daysNeeded: 280 }];
    const forecast = await forecastOf({ gradePolicy: none, evaluations });
    expect(forecast.grade).toBe('NO CALL');
    expect(forecast.abstentions).toEqual([{ kind: 'too-few-days', days: 100, needed: 280 }]);
  });

  it('where the 80 % interval is too wide', async () => {
    const forecast = await forecastOf({ gradePolicy: { ...none, widestInterval: 0.001 } });
    expect(forecast.abstentions).toMatchObject([{ kind: 'too-wide', limit: 0.001 }]);
  });

  it('where the last bars are unlike anything in training: 4 wild volumes of 8 values are half of the window', async () => {
    const volume = input.bars.volume.map((value, t) => (t < 196 ? value : value * 10 ** (t % 2 === 0 ? 6 : 0)));
    const wild = { ...input, bars: { ...input.bars, volume } };
    const forecast = await forecastOf({ gradePolicy: { ...none, largestUnseenShare: 0.3 } }, wild);
    expect(forecast.abstentions).toEqual([
      { kind: 'out-of-distribution', share: expect.closeTo(0.5, 12) as number, limit: 0.3 },
    ]);
  });
});

it('refuses a history that is too short for one window, and an unknown instrument', async () => {
  // The label's scale needs 5 returns, so the first window ends at the 6th bar.
  await expect(forecastOf({}, cutHistory(input, 0, 5))).rejects.toMatchObject({
    code: 'data/too-short',
    message: 'A has 5 bars; a forecast with this model needs 6.',
  });
  await expect(forecastOf({}, { ...input, symbol: 'B' })).rejects.toMatchObject({
    code: 'forecast/unknown-instrument',
    hint: 'It knows A. Train a model that includes B.',
  });
});

it('refuses a window over a bar without a value, and says which value is missing and when', async () => {
  const spec = shortSpec({
    features: [...shortSpec().features, { kind: 'sentiment', scaler: 'none', params: {}, optional: false }],
  });
  const model = inventModel([input], spec);
  const open = await openNetwork(model.onnx);
  const forecastWithout = async (day: number) => {
    const sentiment = input.series!['sentiment']!.map((value, t) => (t === day ? NaN : value));
    const instrument = { symbol: 'A', currency: 'EUR', simulated: false };
    const subject = { instrument, input: { ...input, series: { sentiment } }, dataHash: 'hash' };
    return (await makeForecasts(model.manifest, open, [readLastWindow(model.manifest, subject)], clock))[0]!;
  };
  // Windows of 4 bars: the last one begins at bar 196, 2020-07-15.
  await expect(forecastWithout(196)).rejects.toMatchObject({
    code: 'data/gap',
    message: 'A forecast of A needs every feature at each of its last 4 bars; sentiment has none on 2020-07-15.',
  });
  expect((await forecastWithout(195)).asOf).toBe(input.bars.time[199]);
  await open.close();
});

it('ties its first reason to a column of a feature', async () => {
  const macd = {
    kind: 'macd',
    scaler: 'standard',
    params: { fastBars: 2, slowBars: 5, signalBars: 2 },
    optional: false,
  } as const;
  const long = inventHistory(1, 300, 'A');
  const model = inventModel([long], shortSpec({ features: [{ ...macd, columns: ['signal', 'histogram'] }] }));
  const open = await openNetwork(model.onnx);
  const instrument = { symbol: 'A', currency: 'EUR', simulated: false };
  const window = readLastWindow(model.manifest, { instrument, input: long, dataHash: 'hash' });
  const [forecast] = await makeForecasts(model.manifest, open, [window], clock);
  await open.close();
  const reason = forecast!.reasons.find(({ kind }) => kind === 'feature')!;
  expect(reason).toMatchObject({ feature: 'macd', params: macd.params });
  const { columns, names } = computeFeatures(model.manifest.features, long);
  const place = names.indexOf(`macd.${String('column' in reason && reason.column)}`);
  expect(place).toBeGreaterThanOrEqual(0);
  expect(reason).toMatchObject({ value: columns[place]![299] });
});

it('refuses a history that ends on a bar that the calibrator has seen', async () => {
  const until = dataset.parts.calibration.outcomesUntil;
  const last = input.bars.time.indexOf(until);
  await expect(forecastOf({}, cutHistory(input, 0, last + 1))).rejects.toMatchObject({
    code: 'honesty/fitted-on-the-future',
  });
  expect((await forecastOf({}, cutHistory(input, 0, last + 2))).asOf).toBe(input.bars.time[last + 1]);
});

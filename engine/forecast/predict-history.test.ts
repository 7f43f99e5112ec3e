import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutHistory, inventHistory } from '../features/invented-history.test-data.ts';
import { openNetwork, type InferenceNetwork } from '../inference/open-network.ts';
import type { QuantileCalibrator } from './calibrators/quantiles.ts';
import { inventModel } from './invented-model.test-data.ts';
import { predictHistory, type HistoricalForecasts } from './predict-history.ts';

const input = inventHistory(1, 200, 'A');
const { manifest, onnx, dataset } = inventModel([input]);
const testFrom = dataset.split.test.from;

let network: InferenceNetwork;
beforeAll(async () => {
  network = await openNetwork(onnx);
});
afterAll(() => network.close());

/** Those of the only horizon. */
async function forecastsOf(...[model, open, history, from]: Parameters<typeof predictHistory>) {
  const forecasts = await predictHistory(model, open, history, from);
  expect(forecasts.length).toBe(1);
  return forecasts as [HistoricalForecasts];
}

describe('predictHistory', () => {
  it('answers at every bar from the given time on, the last ones without an outcome yet', async () => {
    const [{ bar, time, outcome, scale }] = await forecastsOf(manifest, network, input, testFrom);
    const first = input.bars.time.indexOf(testFrom);
    expect(Array.from(bar)).toEqual(Array.from({ length: 200 - first }, (_, i) => first + i));
    const { close } = input.bars;
    bar.forEach((t, i) => {
      expect(time[i]).toBe(input.bars.time[t]);
      expect(scale[i]).toBe(dataset.instruments[0]!.labels.horizons[0]!.scale[t]);
      if (t < 197) expect(outcome[i]).toBe(Math.log(close[t + 3]! / close[t]!));
      else expect(outcome[i]).toBeNaN();
    });
  });

  it('says nothing before the first whole window of a history that begins late', async () => {
    const first = input.bars.time.indexOf(testFrom);
    const [{ bar }] = await forecastsOf(manifest, network, cutHistory(input, first, 200), testFrom);
    // The label's scale needs 5 returns.
    expect(bar[0]).toBe(5);
  });

  it('says nothing at bars whose window lacks a value', async () => {
    const first = input.bars.time.indexOf(testFrom);
    // A log return with a price of 0 is not finite at that bar and at the next.
    const close = input.bars.close.map((price, t) => (t === 180 ? 0 : price));
    const [{ bar }] = await forecastsOf(manifest, network, { ...input, bars: { ...input.bars, close } }, testFrom);
    const expected = Array.from({ length: 200 - first }, (_, i) => first + i).filter((t) => t < 180 || t > 184);
    expect(Array.from(bar)).toEqual(expected);
  });

  it('says on the test slice what the network says of the windows of the dataset', async () => {
    const [{ scaledQuantiles }] = await forecastsOf(manifest, network, input, testFrom);
    const { windows } = dataset.parts.test;
    const outputs = await network.run(windows);
    const { offsets } = manifest.calibrators[0] as QuantileCalibrator;
    outputs.forEach((value, i) => {
      expect(scaledQuantiles[i]).toBeCloseTo(value + offsets[i % offsets.length]!, 6);
    });
  });

  it('refuses to start on a bar that a scaler or the calibrator has seen', async () => {
    const { train, calibration } = dataset.split;
    await expect(predictHistory(manifest, network, input, train.to)).rejects.toThrow(/A scaler of A was fitted/);
    await expect(predictHistory(manifest, network, input, calibration.to)).rejects.toThrow(/The calibrator was fitted/);
    // The outcome of the last calibration window lies 3 bars behind it.
    const { outcomesUntil } = dataset.parts.calibration;
    expect(outcomesUntil).toBeGreaterThan(calibration.to);
    await expect(predictHistory(manifest, network, input, outcomesUntil)).rejects.toMatchObject({
      code: 'honesty/fitted-on-the-future',
    });
    const [{ bar }] = await forecastsOf(manifest, network, input, outcomesUntil + 1);
    expect(bar.length).toBeGreaterThan(0);
  });

  it('refuses an instrument that the model does not know', async () => {
    await expect(predictHistory(manifest, network, { ...input, symbol: 'B' }, testFrom)).rejects.toMatchObject({
      code: 'forecast/unknown-instrument',
    });
  });
});

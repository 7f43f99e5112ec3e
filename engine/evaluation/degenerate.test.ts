import { expect, it } from 'vitest';
import { cutHistory, inventHistory, shortSpec } from '../features/invented-history.test-data.ts';
import type { InstrumentInput } from '../features/dataset.ts';
import { inventModel } from '../forecast/invented-model.test-data.ts';
import { readLastWindow } from '../forecast/last-window.ts';
import { makeForecasts } from '../forecast/make-forecast.ts';
import { openNetwork } from '../inference/open-network.ts';
import { evaluateModel } from './evaluate-model.ts';

const bars = 300;
const usual = inventHistory(1, bars, 'A');

function withCloses(price: (t: number) => number): InstrumentInput {
  const close = Float64Array.from({ length: bars }, (_, t) => price(t));
  return { ...usual, bars: { ...usual.bars, open: close, high: close, low: close, close } };
}

/** Every number in a document, wherever it stands. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

const levels = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975];
const heads = [
  shortSpec({ head: { kind: 'quantiles', levels } }),
  shortSpec({
    label: { kind: 'direction', horizons: [3], volatilityBars: 5 },
    head: { kind: 'sigmoid', classWeights: 'none' },
  }),
];

it.each([
  ['never moves', () => 50],
  ['only rises', (t: number) => 50 * 1.01 ** t],
  ['goes to zero', (t: number) => 50 * 0.8 ** t],
  ['stands still and then jumps a hundredfold', (t: number) => (t < 280 ? 1 : 100)],
  ['stands still but for one bar in fifty', (t: number) => 20 + Math.floor(t / 50)],
])('a price that %s gets forecasts and an evaluation of numbers', async (_, price) => {
  const input = withCloses(price);
  for (const spec of heads) {
    // The model was made on a usual market: what it meets now it has not seen.
    const { manifest, onnx, dataset } = inventModel([usual], spec);
    const own = inventModel([input], spec);
    for (const parts of [manifest, own.manifest]) {
      const network = await openNetwork(onnx);
      const subject = { instrument: { symbol: 'A', currency: 'EUR', simulated: false }, input, dataHash: 'hash' };
      const forecasts = await makeForecasts(parts, network, [readLastWindow(parts, subject)], {
        now: () => 1,
        newId: () => 'id',
      });
      const evaluations = await evaluateModel(parts, network, [input], dataset.split.test.from);
      await network.close();
      expect(numbersIn(forecasts).every(Number.isFinite)).toBe(true);
      expect(numbersIn(evaluations).every(Number.isFinite)).toBe(true);
      expect(evaluations[0]!.edge).not.toBe('found');
      expect(forecasts[0]!.grade).toBeTruthy();
      for (const { lowPrice, highPrice } of forecasts[0]!.intervals) {
        expect(lowPrice).toBeGreaterThanOrEqual(0);
        expect(highPrice).toBeGreaterThanOrEqual(lowPrice);
      }
    }
  }
});

it.each([1, 2, 5])('%i bars of history are named, with what is needed', (count) => {
  const { manifest } = inventModel([usual]);
  const input = cutHistory(usual, 0, count);
  const subject = { instrument: { symbol: 'A', currency: 'EUR', simulated: false }, input, dataHash: 'hash' };
  expect(() => readLastWindow(manifest, subject)).toThrow(
    expect.objectContaining({
      code: 'data/too-short',
      message: `A has ${count} bars; a forecast with this model needs 6.`,
    }) as Error,
  );
});

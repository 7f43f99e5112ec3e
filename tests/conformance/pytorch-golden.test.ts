import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { backendNames } from '#contract/model-spec.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import { buildGraph } from '#engine/models/graph.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import { hasNativeCore } from '#engine/training/native/native-core.ts';
import { openBackend } from '#engine/training/open-backend.ts';

/** LSTM 4 → LSTM 3 → dense 3 with pinball loss, in PyTorch and float64; tools/golden-lstm.py makes the file. */
const numbers = v.array(v.number());
const golden = v.parse(
  v.object({
    window: v.number(),
    features: v.number(),
    batch: v.number(),
    levels: numbers,
    windows: numbers,
    labels: numbers,
    parameters: numbers,
    outputs: numbers,
    loss: v.number(),
    gradients: numbers,
    adam: v.object({ learningRate: v.number(), steps: v.number(), losses: numbers, parameters: numbers }),
  }),
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'golden', 'lstm-dense.json'), 'utf8')),
);

const graph = buildGraph(
  {
    ...loadPreset('price-lstm'),
    windowBars: golden.window,
    layers: [
      { kind: 'lstm', units: 4, returnSequences: true },
      { kind: 'lstm', units: 3, returnSequences: false },
    ],
    head: { kind: 'quantiles', levels: golden.levels },
  },
  golden.features,
);

const windows: WindowSet = {
  features: Float32Array.from(golden.windows),
  featureCount: golden.features,
  windowBars: golden.window,
  ends: Int32Array.from({ length: golden.batch }, (_, i) => (i + 1) * golden.window - 1),
  horizons: 1,
  labels: Float32Array.from(golden.labels),
};
const order = Int32Array.from({ length: golden.batch }, (_, i) => i);

/** Largest difference, relative to the largest value. */
function difference(actual: ArrayLike<number>, expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(actual[i]! - value))) / scale;
}

for (const name of backendNames) {
  describe.skipIf(name === 'native' && !hasNativeCore())(`${name} backend against PyTorch`, () => {
    it('agrees on outputs, loss, every gradient and ten steps of Adam to 1e-5', async () => {
      const session = await (await openBackend(name)).open(graph, Float32Array.from(golden.parameters));
      const { loss, outputs } = await session.evaluate(windows);
      expect(difference(outputs, golden.outputs)).toBeLessThan(1e-5);
      expect(difference([loss], [golden.loss])).toBeLessThan(1e-5);
      const { gradients } = await session.gradients(windows, order, null);
      expect(difference(gradients, golden.gradients)).toBeLessThan(1e-5);

      const { learningRate, steps, losses, parameters } = golden.adam;
      const options = { order, batchSize: golden.batch, learningRate, clipNorm: Infinity, dropoutSeed: 0 };
      const hooks = { signal: new AbortController().signal, onSamples: () => undefined };
      const seen: number[] = [];
      for (let step = 0; step < steps; step++) seen.push(await session.trainEpoch(windows, options, hooks));
      expect(difference(seen, losses)).toBeLessThan(1e-5);
      expect(difference((await session.state()).parameters, parameters)).toBeLessThan(1e-5);
      session.dispose();
    });
  });
}

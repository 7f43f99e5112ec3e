import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { backendNames, modelSpecSchema, type LayerSpec } from '#contract/model-spec.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import { buildGraph } from '#engine/models/graph.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import { hasNativeCore } from '#engine/training/native/native-core.ts';
import { openBackend } from '#engine/training/open-backend.ts';
import { blankKeyBiases } from './key-biases.ts';

const numbers = v.array(v.number());

/** What the files say of a layer for the native core alone; the graph infers it. Dropout is off everywhere. */
const inferred = ['inputSize', 'time', 'stream'];
const layerSchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform((layer) => {
    const entries = Object.entries(layer).filter(([key]) => !inferred.includes(key));
    return Object.fromEntries(entries.map(([key, value]) => [key === 'dropoutRate' ? 'dropout' : key, value]));
  }),
  modelSpecSchema.entries.layers.item,
);

const caseSchema = v.object({
  /** The last is the layer of the head. */
  layers: v.array(layerSchema),
  window: v.number(),
  features: v.number(),
  batch: v.number(),
  windows: numbers,
  labels: numbers,
  parameters: numbers,
  outputs: numbers,
  loss: v.number(),
  gradients: numbers,
  adam: v.object({ learningRate: v.number(), steps: v.number(), losses: numbers, parameters: numbers }),
});
const levelsSchema = v.object({ levels: numbers });

/** Networks of a few units with pinball loss, in PyTorch and float64; tools/golden-*.py make the files. */
function readGolden(file: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', 'golden', `${file}.json`), 'utf8'));
}

const single = ['lstm-dense', 'gru-dense', 'bidirectional-lstm', 'bidirectional-gru', 'temporal-attention'];
const transformer = v.parse(
  v.object({ ...levelsSchema.entries, cases: v.array(v.object({ ...caseSchema.entries, name: v.string() })) }),
  readGolden('transformer'),
);
const structures = v.parse(
  v.object({
    ...levelsSchema.entries,
    instruments: v.number(),
    cases: v.array(v.object({ ...caseSchema.entries, name: v.string() })),
  }),
  readGolden('structures'),
);
const cases = [
  ...single.map((file) => ({
    ...v.parse(v.object({ ...levelsSchema.entries, ...caseSchema.entries }), readGolden(file)),
    name: file,
  })),
  ...transformer.cases.map((found) => ({ ...found, levels: transformer.levels, name: `transformer, ${found.name}` })),
  ...structures.cases.map((found) => ({ ...found, levels: structures.levels })),
];

/** Largest difference, relative to the largest value. */
function difference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  let scale = 0;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    scale = Math.max(scale, Math.abs(expected[i]!));
    largest = Math.max(largest, Math.abs(actual[i]! - expected[i]!));
  }
  return largest / scale;
}

for (const name of backendNames) {
  describe.skipIf(name === 'native' && !hasNativeCore())(`${name} backend against PyTorch`, () => {
    it.each(cases.map((golden) => [golden.name, golden] as const))(
      '%s: agrees on outputs, loss, every gradient and ten steps of Adam to 1e-5',
      async (_, golden) => {
        const { window, features, batch, levels } = golden;
        const layers: LayerSpec[] = golden.layers.slice(0, -1);
        const graph = buildGraph(
          { ...loadPreset('price-lstm'), windowBars: window, layers, head: { kind: 'quantiles', levels } },
          layers[0]!.kind === 'instrument-embedding' ? features - 1 : features,
          structures.instruments,
        );
        const windows: WindowSet = {
          features: Float32Array.from(golden.windows),
          featureCount: features,
          windowBars: window,
          ends: Int32Array.from({ length: batch }, (__, i) => (i + 1) * window - 1),
          horizons: 1,
          labels: Float32Array.from(golden.labels),
        };
        const order = Int32Array.from({ length: batch }, (__, i) => i);

        const session = await (await openBackend(name)).open(graph, Float32Array.from(golden.parameters));
        const { loss, outputs } = await session.evaluate(windows);
        expect(difference(outputs, golden.outputs)).toBeLessThan(1e-5);
        expect(difference([loss], [golden.loss])).toBeLessThan(1e-5);
        const { gradients } = await session.gradients(windows, order, null);
        expect(difference(gradients, golden.gradients)).toBeLessThan(1e-5);

        const { learningRate, steps, losses } = golden.adam;
        const options = { order, batchSize: batch, learningRate, clipNorm: Infinity, dropoutSeed: 0 };
        const hooks = { signal: new AbortController().signal, onSamples: () => undefined };
        const seen: number[] = [];
        for (let step = 0; step < steps; step++) seen.push(await session.trainEpoch(windows, options, hooks));
        expect(difference(seen, losses)).toBeLessThan(1e-5);
        const { parameters } = await session.state();
        const expected = Float32Array.from(golden.adam.parameters);
        expect(difference(blankKeyBiases(graph, parameters), blankKeyBiases(graph, expected))).toBeLessThan(1e-5);
        session.dispose();
      },
    );
  });
}

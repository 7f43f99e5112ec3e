import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { backendNames } from '#contract/model-spec.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import { buildGraph, type Graph } from '#engine/models/graph.ts';
import type { Loss } from '#engine/models/head-kinds/head-kind.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import { hasNativeCore } from '#engine/training/native/native-core.ts';
import { openBackend } from '#engine/training/open-backend.ts';

const numbers = v.array(v.number());
const softening = { smoothing: v.exactOptional(v.number()), focus: v.exactOptional(v.number()) };
const lossSchema: v.GenericSchema<unknown, Loss> = v.variant('kind', [
  v.strictObject({ kind: v.literal('pinball'), levels: numbers, ordered: v.exactOptional(v.boolean()) }),
  v.strictObject({ kind: v.literal('mse') }),
  v.strictObject({ kind: v.literal('mae') }),
  v.strictObject({ kind: v.literal('huber'), delta: v.number() }),
  v.strictObject({ kind: v.literal('bce'), ...softening }),
  v.strictObject({ kind: v.literal('cross-entropy'), classes: v.number(), ...softening }),
  v.strictObject({ kind: v.literal('hinge') }),
  v.strictObject({ kind: v.literal('gaussian') }),
  v.strictObject({ kind: v.literal('student-t') }),
]);

/** LSTM → dense with each loss, two horizons and weights, in PyTorch and float64; tools/golden-losses.py makes the file. */
const golden = v.parse(
  v.object({
    window: v.number(),
    features: v.number(),
    batch: v.number(),
    units: v.number(),
    windows: numbers,
    weights: numbers,
    cases: v.array(
      v.object({
        loss: lossSchema,
        outputsPerSample: v.number(),
        labels: numbers,
        parameters: numbers,
        outputs: numbers,
        meanLoss: v.number(),
        meanLossUnweighted: v.number(),
        gradients: numbers,
      }),
    ),
  }),
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'golden', 'losses.json'), 'utf8')),
);
const HORIZONS = 2;
const order = Int32Array.from({ length: golden.batch }, (_, i) => i);

/** A graph with that loss, whose constants (levels, classes, delta) are not those of any head. */
function graphWith(loss: Loss, outputs: number): Graph {
  const graph = buildGraph(
    {
      ...loadPreset('price-lstm'),
      windowBars: golden.window,
      label: { kind: 'forward-return', horizons: [1, 2], volatilityBars: 5 },
      layers: [{ kind: 'lstm', units: golden.units, returnSequences: false }],
      // Only the number of outputs is taken from it.
      head: { kind: 'quantiles', levels: Array.from({ length: outputs / HORIZONS }, () => 0.5) },
    },
    golden.features,
  );
  return { ...graph, head: { ...graph.head, loss } };
}

/** Largest difference, relative to the largest value. */
function difference(actual: ArrayLike<number>, expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(actual[i]! - value))) / scale;
}

it('PyTorch was asked for every loss', () => {
  const kinds = golden.cases.map(({ loss }) => loss.kind);
  expect([...new Set(kinds)].sort()).toEqual(
    ['pinball', 'mse', 'mae', 'huber', 'bce', 'cross-entropy', 'hinge', 'gaussian', 'student-t'].sort(),
  );
});

for (const name of backendNames) {
  describe.skipIf(name === 'native' && !hasNativeCore())(`losses on the ${name} backend against PyTorch`, () => {
    it.each(golden.cases.map((of) => [JSON.stringify(of.loss), of] as const))('%s agrees to 1e-5', async (_, of) => {
      const windows: WindowSet = {
        features: Float32Array.from(golden.windows),
        featureCount: golden.features,
        windowBars: golden.window,
        ends: order.map((i) => (i + 1) * golden.window - 1),
        horizons: HORIZONS,
        labels: Float32Array.from(of.labels),
      };
      const weighted = { ...windows, weights: Float32Array.from(golden.weights) };
      const graph = graphWith(of.loss, of.outputsPerSample);
      const session = await (await openBackend(name)).open(graph, Float32Array.from(of.parameters));
      const { loss, outputs } = await session.evaluate(weighted);
      expect(difference(outputs, of.outputs)).toBeLessThan(1e-5);
      expect(difference([loss], [of.meanLoss])).toBeLessThan(1e-5);
      expect(difference([(await session.evaluate(windows)).loss], [of.meanLossUnweighted])).toBeLessThan(1e-5);
      const { loss: batchLoss, gradients } = await session.gradients(weighted, order, null);
      expect(difference([batchLoss], [of.meanLoss])).toBeLessThan(1e-5);
      expect(difference(gradients, of.gradients)).toBeLessThan(1e-5);
      session.dispose();
    });
  });
}

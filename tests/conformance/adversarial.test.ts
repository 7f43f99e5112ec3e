import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { backendNames, modelSpecSchema, type LayerSpec } from '#contract/model-spec.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import { createRandom } from '#engine/kernel/random.ts';
import { buildGraph, type Graph } from '#engine/models/graph.ts';
import { drawInitialWeights } from '#engine/models/initial-weights.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import type { TrainingSession } from '#engine/training/backend.ts';
import { hasNativeCore } from '#engine/training/native/native-core.ts';
import { openBackend } from '#engine/training/open-backend.ts';
import { referenceAdversarialLoss, referenceForward, referenceLoss } from './reference-network.ts';
import { labelOf, randomWindows, smallHeads, smallNetworks, smallSpec } from './small-network.ts';

const numbers = v.array(v.number());
/** Adv-ALSTM, and cross-entropy of several outputs, in PyTorch and float64; tools/golden-adversarial.py makes the file. */
const golden = v.parse(
  v.object({
    window: v.number(),
    features: v.number(),
    batch: v.number(),
    cases: v.array(
      v.object({
        layers: v.array(modelSpecSchema.entries.layers.item),
        loss: v.variant('kind', [
          v.object({ kind: v.literal('hinge') }),
          v.object({ kind: v.literal('cross-entropy'), classes: v.number() }),
        ]),
        outputs: v.number(),
        adversarial: v.object({ epsilon: v.number(), beta: v.number() }),
        windows: numbers,
        labels: numbers,
        parameters: numbers,
        totalLoss: v.number(),
        cleanLoss: v.number(),
        gradients: numbers,
        adam: v.object({ learningRate: v.number(), steps: v.number(), losses: numbers, parameters: numbers }),
      }),
    ),
  }),
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'golden', 'adversarial.json'), 'utf8')),
);

/** Largest difference, relative to the largest value. */
function difference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...Array.from(expected, Math.abs));
  return Math.max(...Array.from(expected, (value, i) => Math.abs(actual[i]! - value))) / scale;
}

async function withSession<T>(
  name: (typeof backendNames)[number],
  graph: Graph,
  weights: Float32Array,
  use: (session: TrainingSession) => Promise<T>,
): Promise<T> {
  const session = await (await openBackend(name)).open(graph, weights);
  try {
    return await use(session);
  } finally {
    session.dispose();
  }
}

/** Every head over a network with dropout before the head, one over a network of nothing else, and a preset's. */
const small: [string, Graph][] = [
  ...Object.entries(smallHeads).map(([name, head]): [string, Graph] => [
    name,
    buildGraph(
      smallSpec({
        head,
        label: labelOf(head, [3, 5]),
        layers: [...smallNetworks.lstm],
        training: { ...smallSpec().training, adversarial: { epsilon: 0.4, beta: 0.7 } },
      }),
      3,
    ),
  ]),
  [
    'a linear model',
    buildGraph(
      smallSpec({
        layers: [...smallNetworks.linear],
        training: { ...smallSpec().training, adversarial: { epsilon: 0.4, beta: 0.7 } },
      }),
      3,
    ),
  ],
];

for (const name of backendNames) {
  describe.skipIf(name === 'native' && !hasNativeCore())(`adversarial training on the ${name} backend`, () => {
    it.each(golden.cases.map((of) => [of.loss.kind, of] as const))('%s: is that of PyTorch, to 1e-5', async (_, of) => {
      const layers: LayerSpec[] = of.layers;
      const preset = loadPreset('price-lstm');
      const graph = buildGraph(
        {
          ...preset,
          windowBars: golden.window,
          layers,
          // Only the number of outputs is taken from it.
          head: { kind: 'quantiles', levels: Array.from({ length: of.outputs }, () => 0.5) },
          training: { ...preset.training, adversarial: of.adversarial },
        },
        golden.features,
      );
      const windows: WindowSet = {
        features: Float32Array.from(of.windows),
        featureCount: golden.features,
        windowBars: golden.window,
        ends: Int32Array.from({ length: golden.batch }, (__, i) => (i + 1) * golden.window - 1),
        horizons: 1,
        labels: Float32Array.from(of.labels),
      };
      const order = Int32Array.from({ length: golden.batch }, (__, i) => i);
      const weights = Float32Array.from(of.parameters);
      await withSession(name, { ...graph, head: { ...graph.head, loss: of.loss } }, weights, async (session) => {
        const { loss, gradients } = await session.gradients(windows, order, null);
        expect(difference([loss], [of.totalLoss])).toBeLessThan(1e-5);
        expect(difference(gradients, of.gradients)).toBeLessThan(1e-5);
        // The validation loss is that of the forecasts as they are.
        expect(difference([(await session.evaluate(windows)).loss], [of.cleanLoss])).toBeLessThan(1e-5);

        const { learningRate, steps, losses } = of.adam;
        const options = { order, batchSize: golden.batch, learningRate, clipNorm: Infinity, dropoutSeed: 0 };
        const hooks = { signal: new AbortController().signal, onSamples: () => undefined };
        const seen: number[] = [];
        for (let step = 0; step < steps; step++) seen.push(await session.trainEpoch(windows, options, hooks));
        expect(difference(seen, losses)).toBeLessThan(1e-5);
        expect(difference((await session.state()).parameters, of.adam.parameters)).toBeLessThan(1e-5);
      });
    });

    it.each(small)('%s: has the loss and the finite differences of the reference', async (_, graph) => {
      const random = createRandom(5);
      const weights = drawInitialWeights(graph, 3).map((weight) => weight + 0.3 * random.normal());
      const windows = randomWindows(graph, 24, 11, true);
      const order = Int32Array.of(4, 0, 23, 17, 8);
      const dropout = { seed: 9, step: 3 };
      const adversarial = referenceAdversarialLoss(graph, weights, windows, order, dropout);
      const parameters = Float64Array.from(weights);
      const lossAt = (): number =>
        referenceLoss(graph, referenceForward(graph, parameters, windows, order, dropout), windows, order) +
        adversarial(parameters);
      const expectedLoss = lossAt();
      const step = 1e-6;
      const expected = Float64Array.from(parameters, (value, i) => {
        parameters[i] = value + step;
        const above = lossAt();
        parameters[i] = value - step;
        const below = lossAt();
        parameters[i] = value;
        return (above - below) / (2 * step);
      });
      const { loss, gradients } = await withSession(name, graph, weights, (session) =>
        session.gradients(windows, order, dropout),
      );
      expect(difference([loss], [expectedLoss])).toBeLessThan(1e-5);
      expect(adversarial(weights)).toBeGreaterThan(0.01);
      const norm = Math.hypot(...expected);
      expect(Math.max(...expected.map((value, i) => Math.abs(value - gradients[i]!))) / norm).toBeLessThan(1e-4);
    });
  });
}

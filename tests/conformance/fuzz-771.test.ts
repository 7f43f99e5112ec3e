import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as v from 'valibot';
import { AppError } from '#contract/errors.ts';
import {
  backendNames,
  modelSpecSchema,
  type LayerSpec,
  type ModelSpec,
  type OptimizerSpec,
} from '#contract/model-spec.ts';
import { openNetwork } from '#engine/inference/open-network.ts';
import { createRandom } from '#engine/kernel/random.ts';
import { buildGraph, type Graph } from '#engine/models/graph.ts';
import { drawInitialWeights } from '#engine/models/initial-weights.ts';
import { exportOnnx } from '#engine/onnx/export-onnx.ts';
import { hasNativeCore } from '#engine/training/native/native-core.ts';
import { openBackend } from '#engine/training/open-backend.ts';
import { referenceActivation, referenceForward, referenceLoss } from './reference-network.ts';
import { labelOf, randomWindows, SMALL_INSTRUMENTS, smallHeads, smallSpec } from './small-network.ts';

/**
 * Any document that the contract takes ends in a clear refusal, or in a network that every engine computes alike and that
 * a training step leaves finite. Sizes are small: what is looked for is what layers do beside each other.
 */

const units = fc.integer({ min: 1, max: 6 });
const rate = fc.constantFrom(0, 0.2, 0.6);
const names = ['a', 'b', 'c'] as const;
const name = fc.option(fc.constantFrom(...names), { nil: undefined, freq: 2 });
const l2 = fc.option(fc.constantFrom(0, 0.1), { nil: undefined, freq: 4 });
const recurrent = { units, returnSequences: fc.boolean(), bidirectional: fc.boolean(), l2 };

const layer: fc.Arbitrary<LayerSpec> = fc
  .oneof(
    fc.record({ kind: fc.constant('lstm' as const), ...recurrent }),
    fc.record({ kind: fc.constant('gru' as const), ...recurrent }),
    fc.record({ kind: fc.constant('temporal-attention' as const), units, l2 }),
    fc.record({ kind: fc.constant('positional-encoding' as const) }),
    fc.record({
      kind: fc.constant('transformer-encoder' as const),
      heads: fc.integer({ min: 1, max: 3 }),
      feedForward: units,
      dropout: rate,
      l2,
    }),
    fc.record({ kind: fc.constant('layer-norm' as const) }),
    fc.record({ kind: fc.constant('dropout' as const), rate }),
    fc.record({
      kind: fc.constant('dense' as const),
      units,
      activation: fc.constantFrom('linear' as const, 'relu' as const, 'tanh' as const),
      l2,
    }),
    fc.record({ kind: fc.constant('pool' as const), how: fc.constantFrom('last' as const, 'mean' as const) }),
    fc.record({ kind: fc.constant('instrument-embedding' as const), units, l2 }),
    fc.record({ kind: fc.constant('flatten' as const) }),
    fc.record({
      kind: fc.constant('skip' as const),
      from: fc.constantFrom('input', ...names),
      how: fc.constantFrom('add' as const, 'concat' as const),
    }),
  )
  .chain((of) => name.map((own) => ({ ...of, name: own })) as fc.Arbitrary<LayerSpec>);

const optimizer: fc.Arbitrary<OptimizerSpec | undefined> = fc.constantFrom<(OptimizerSpec | undefined)[]>(
  undefined,
  { kind: 'adam' },
  { kind: 'adamw', weightDecay: 0.1 },
  { kind: 'sgd', momentum: 0 },
  { kind: 'sgd', momentum: 0.9, nesterov: true },
);

const specs = fc
  .record({
    /** Most sequences of layers do not fit together: the head is given a vector by force in half of them. */
    layers: fc.array(layer, { minLength: 1, maxLength: 5 }),
    end: fc.option(fc.constantFrom<LayerSpec[]>({ kind: 'pool', how: 'mean' }, { kind: 'flatten' }), {
      nil: undefined,
    }),
    head: fc.constantFrom(...Object.values(smallHeads)),
    horizons: fc.constantFrom([1], [2, 5]),
    windowBars: fc.integer({ min: 1, max: 5 }),
    columns: fc.integer({ min: 1, max: 4 }),
    optimizer,
    adversarial: fc.option(fc.constant({ epsilon: 0.1, beta: 0.5 }), { nil: undefined, freq: 4 }),
    clipValue: fc.option(fc.constant(0.1), { nil: undefined }),
  })
  .map(({ columns, layers, end, head, horizons, windowBars, ...training }) => ({
    columns,
    // Through text, as a user's spec comes: what is undefined is not there.
    document: JSON.parse(
      JSON.stringify(
        smallSpec({
          layers: end ? [...layers, end] : layers,
          head,
          label: labelOf(head, [...horizons]),
          windowBars,
          training: { ...smallSpec().training, ...training } as ModelSpec['training'],
        }),
      ),
    ) as unknown,
  }));

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!) / (1 + Math.abs(b[i]!)));
  return largest;
}

/** The graph of a document, or null where it was refused in words. */
function accept(document: unknown, columns: number): { graph: Graph; spec: ModelSpec } | null {
  const parsed = v.safeParse(modelSpecSchema, document);
  if (!parsed.success) {
    expect(parsed.issues.every(({ message }) => message.length > 10)).toBe(true);
    return null;
  }
  try {
    return { graph: buildGraph(parsed.output, columns, SMALL_INSTRUMENTS), spec: parsed.output };
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    const { code, hint } = error as AppError;
    expect(['spec/shape-mismatch', 'spec/unknown-layer']).toContain(code);
    expect(hint.length).toBeGreaterThan(10);
    return null;
  }
}

const order = Int32Array.of(3, 0, 8, 1, 7, 2, 6, 5, 4);

async function checkEngines({ graph, spec }: { graph: Graph; spec: ModelSpec }): Promise<void> {
  const random = createRandom(7);
  const weights = drawInitialWeights(graph, 3).map((weight) => weight + 0.2 * random.normal());
  const windows = randomWindows(graph, order.length, 11, true);
  const all = windows.ends.map((_, i) => i);
  const expected = referenceForward(graph, weights, windows, all, null);
  const gradients: Float32Array[] = [];
  for (const backend of backendNames) {
    if (backend === 'native' && !hasNativeCore()) continue;
    const session = await (await openBackend(backend)).open(graph, weights);
    try {
      const { outputs, loss } = await session.evaluate(windows);
      expect(largestDifference(outputs, expected.flat())).toBeLessThan(1e-4);
      expect(largestDifference([loss], [referenceLoss(graph, expected, windows, all)])).toBeLessThan(1e-4);
      gradients.push((await session.gradients(windows, order, { seed: 5, step: 1 })).gradients);
      const { learningRate, clipNorm, clipValue, optimizer: chosen } = spec.training;
      const trained = await session.trainEpoch(
        windows,
        { order, batchSize: 4, learningRate, clipNorm, clipValue, optimizer: chosen, dropoutSeed: 5 },
        { signal: new AbortController().signal, onSamples: () => undefined },
      );
      expect(Number.isFinite(trained)).toBe(true);
      expect((await session.state()).parameters.every(Number.isFinite)).toBe(true);
    } finally {
      session.dispose();
    }
  }
  for (const own of gradients) expect(own.every(Number.isFinite)).toBe(true);
  const [first, second] = gradients;
  if (first && second) {
    const norm = Math.hypot(...second);
    expect(largestDifference(first, second) / (1 + norm)).toBeLessThan(1e-3);
  }
  const network = await openNetwork(exportOnnx(graph, weights, 'fuzz', '0.0.0'));
  const inferred = await network.run(windows);
  await network.close();
  expect(largestDifference(inferred, referenceActivation(graph, expected).flat())).toBeLessThan(1e-4);
}

it('every spec is refused in words, or computed alike and trained', { timeout: 900_000 }, async () => {
  let accepted = 0;
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(specs, async ({ document, columns }) => {
      const found = accept(document, columns);
      if (!found) return;
      accepted++;
      for (const { layer: of } of found.graph.layers) kinds.add(of.kind);
      await checkEngines(found);
    }),
    { seed: 771, numRuns: 1500 },
  );
  // A fuzzer that refuses everything, or never builds a kind, finds nothing.
  expect(accepted).toBeGreaterThan(60);
  expect([...kinds].sort()).toEqual(
    modelSpecSchema.entries.layers.item.options.map((variant) => variant.entries.kind.literal).sort(),
  );
});

import { describe, expect, it } from 'vitest';
import { backendNames, type BackendName, type HeadSpec } from '#contract/model-spec.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import { openNetwork } from '#engine/inference/open-network.ts';
import { createRandom } from '#engine/kernel/random.ts';
import type { Graph } from '#engine/models/graph.ts';
import { drawInitialWeights } from '#engine/models/initial-weights.ts';
import { exportOnnx } from '#engine/onnx/export-onnx.ts';
import type { TrainingSession } from '#engine/training/backend.ts';
import { hasNativeCore } from '#engine/training/native/native-core.ts';
import { openBackend } from '#engine/training/open-backend.ts';
import { referenceActivation, referenceForward, referenceLoss } from './reference-network.ts';
import { labelOf, randomWindows, smallGraph, smallHeads } from './small-network.ts';

const SAMPLES = 24;
const order = Int32Array.of(4, 0, 23, 17, 8);
const dropout = { seed: 9, step: 3 };

interface Case {
  readonly title: string;
  readonly graph: Graph;
  readonly weights: Float32Array;
  readonly windows: WindowSet;
}

function buildCase(name: string, head: HeadSpec, horizons: number[], weighted: boolean): Case {
  const graph = smallGraph({ head, label: labelOf(head, horizons) });
  const random = createRandom(5);
  return {
    title: `${name}, ${horizons.length} horizon${horizons.length > 1 ? 's' : ''}, ${weighted ? 'weighted' : 'no weights'}`,
    graph,
    // Noise, so that no tensor is at a special value.
    weights: drawInitialWeights(graph, 3).map((weight) => weight + 0.3 * random.normal()),
    windows: randomWindows(graph, SAMPLES, 11, weighted),
  };
}

/** Every head, for one horizon and for two, without weights and with them. */
const cases = Object.entries(smallHeads).flatMap(([name, head]) =>
  [[3], [3, 5]].flatMap((horizons) => [false, true].map((weighted) => buildCase(name, head, horizons, weighted))),
);

async function withSession<T>(
  name: BackendName,
  { graph, weights }: Case,
  use: (session: TrainingSession) => Promise<T>,
): Promise<T> {
  const session = await (await openBackend(name)).open(graph, weights);
  try {
    return await use(session);
  } finally {
    session.dispose();
  }
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}

function normOf(gradients: Float32Array): number {
  return Math.sqrt(gradients.reduce((sum, g) => sum + g * g, 0));
}

/** Loss of a batch and its gradient by central differences, in float64; every backend is asked for the same. */
const referenceGradients = new Map<Case, { loss: number; gradients: Float64Array }>();
function referenceGradient(of: Case): { loss: number; gradients: Float64Array } {
  const known = referenceGradients.get(of);
  if (known) return known;
  const { graph, windows } = of;
  const parameters = Float64Array.from(of.weights);
  const lossAt = (): number =>
    referenceLoss(graph, referenceForward(graph, parameters, windows, order, dropout), windows, order);
  const step = 1e-6;
  const gradients = Float64Array.from(parameters, (value, i) => {
    parameters[i] = value + step;
    const above = lossAt();
    parameters[i] = value - step;
    const below = lossAt();
    parameters[i] = value;
    return (above - below) / (2 * step);
  });
  const result = { loss: lossAt(), gradients };
  referenceGradients.set(of, result);
  return result;
}

function outputsOf({ graph, weights, windows }: Case): number[][] {
  return referenceForward(
    graph,
    weights,
    windows,
    windows.ends.map((_, i) => i),
    null,
  );
}

/**
 * Three passes of four batches, and the parameters behind the last. Batches are of 7 and 3: in one of 8 as many labels
 * may lie on each side of the quantile 0.75 that the gradient of its bias is 0 but for rounding, which Adam makes a
 * whole step of.
 */
async function trainThrice(name: BackendName, of: Case): Promise<{ losses: number[]; parameters: Float32Array }> {
  return withSession(name, of, async (session) => {
    const options = {
      order: Int32Array.from({ length: SAMPLES }, (_, i) => (i * 7) % SAMPLES),
      batchSize: 7,
      learningRate: 0.01,
      clipNorm: 1,
      dropoutSeed: 77,
    };
    const hooks = { signal: new AbortController().signal, onSamples: () => undefined };
    const losses: number[] = [];
    for (let epoch = 0; epoch < 3; epoch++) losses.push(await session.trainEpoch(of.windows, options, hooks));
    return { losses, parameters: (await session.state()).parameters };
  });
}

for (const name of backendNames) {
  describe.skipIf(name === 'native' && !hasNativeCore())(`heads on the ${name} backend`, () => {
    describe.each(cases.map((of) => [of.title, of] as const))('%s', (_, of) => {
      it('has the outputs and the loss of the reference', async () => {
        const outputs = outputsOf(of);
        const expected = referenceLoss(
          of.graph,
          outputs,
          of.windows,
          of.windows.ends.map((__, i) => i),
        );
        const result = await withSession(name, of, (session) => session.evaluate(of.windows));
        expect(largestDifference(result.outputs, outputs.flat())).toBeLessThan(1e-5);
        expect(result.loss).toBeCloseTo(expected, 5);
      });

      it('has the gradient that finite differences of the reference give, with dropout on', async () => {
        const expected = referenceGradient(of);
        const { loss, gradients } = await withSession(name, of, (session) =>
          session.gradients(of.windows, order, dropout),
        );
        expect(loss).toBeCloseTo(expected.loss, 5);
        const norm = normOf(gradients);
        expect(norm).toBeGreaterThan(0.01);
        expect(largestDifference(gradients, expected.gradients) / norm).toBeLessThan(1e-4);
      });

      it('gives before its activation what ONNX Runtime gives after it, to 1e-5', async () => {
        const { graph, weights, windows } = of;
        const network = await openNetwork(exportOnnx(graph, weights, 'head', '0.0.0'));
        const inferred = await network.run(windows);
        await network.close();
        const { outputs } = await withSession(name, of, (session) => session.evaluate(windows));
        const width = graph.outputCount;
        const rows = Array.from({ length: SAMPLES }, (__, i) =>
          Array.from(outputs.subarray(i * width, (i + 1) * width)),
        );
        expect(largestDifference(inferred, referenceActivation(graph, rows).flat())).toBeLessThan(1e-5);
        // Not a constant: windows differ by far more than the tolerance.
        expect(Math.max(...rows.map((row) => row[0]!)) - Math.min(...rows.map((row) => row[0]!))).toBeGreaterThan(1e-2);
      });
    });
  });
}

describe.skipIf(!hasNativeCore())('both backends together', () => {
  describe.each(cases.map((of) => [of.title, of] as const))('%s', (_, of) => {
    it('agree on loss and gradient to 1e-4', async () => {
      const [native, tfjs] = await Promise.all(
        (['native', 'tfjs'] as const).map((name) =>
          withSession(name, of, (session) => session.gradients(of.windows, order, dropout)),
        ),
      );
      expect(Math.abs(native!.loss - tfjs!.loss) / native!.loss).toBeLessThan(1e-4);
      expect(largestDifference(native!.gradients, tfjs!.gradients) / normOf(native!.gradients)).toBeLessThan(1e-4);
    });

    it('agree on twelve steps of Adam to 1e-4', async () => {
      const native = await trainThrice('native', of);
      const tfjs = await trainThrice('tfjs', of);
      expect(largestDifference(native.losses, tfjs.losses)).toBeLessThan(1e-4);
      // The likelihood of a normal distribution is steep where its deviation is small: Adam's first steps have whole
      // gradients of either sign behind them, whose sums cancel but for the rounding.
      const tolerance = of.graph.head.loss.kind === 'gaussian' ? 1e-3 : 1e-4;
      expect(largestDifference(native.parameters, tfjs.parameters)).toBeLessThan(tolerance);
      expect(largestDifference(native.parameters, of.weights)).toBeGreaterThan(0.01);
    });
  });
});

describe.each(Object.entries(smallHeads))('weights of the labels of a head: %s', (name, head) => {
  it('multiply the loss: twice the weight is twice the loss, and all 1 is none', async () => {
    const plain = buildCase(name, head, [3, 5], false);
    const lossWith = (weights: Float32Array): Promise<number> =>
      withSession('tfjs', plain, async (session) => (await session.evaluate({ ...plain.windows, weights })).loss);
    const { loss } = await withSession('tfjs', plain, (session) => session.evaluate(plain.windows));
    const { labels } = plain.windows;
    expect(await lossWith(labels.map(() => 1))).toBe(loss);
    expect(await lossWith(labels.map(() => 2))).toBeCloseTo(2 * loss, 5);
    const first = await lossWith(labels.map((__, i) => (i % 2 === 0 ? 1 : 0)));
    const second = await lossWith(labels.map((__, i) => i % 2));
    expect(first + second).toBeCloseTo(loss, 5);
    expect(Math.abs(first - second)).toBeGreaterThan(1e-4);
  });
});

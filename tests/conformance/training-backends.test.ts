import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { backendNames, type LayerSpec } from '#contract/model-spec.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import { createRandom } from '#engine/kernel/random.ts';
import type { Graph } from '#engine/models/graph.ts';
import { drawInitialWeights } from '#engine/models/initial-weights.ts';
import { exportOnnx } from '#engine/onnx/export-onnx.ts';
import { openNetwork } from '#engine/inference/open-network.ts';
import { hasNativeCore } from '#engine/training/native/native-core.ts';
import { openBackend } from '#engine/training/open-backend.ts';
import type { EpochHooks, EpochOptions, TrainingSession } from '#engine/training/backend.ts';
import { blankKeyBiases } from './key-biases.ts';
import { randomWindows, smallGraph, smallNetworks } from './small-network.ts';
import { referenceForward, referenceLoss } from './reference-network.ts';

interface Case {
  readonly layers: readonly LayerSpec[];
  readonly graph: Graph;
  /** Initial ones plus noise, so that no tensor is at a special value. */
  readonly weights: Float32Array;
  readonly windows: WindowSet;
  readonly validation: WindowSet;
}

const cases = Object.entries(smallNetworks).map(([title, layers]): [string, Case] => {
  const graph = smallGraph({ layers: [...layers] });
  const random = createRandom(5);
  const weights = drawInitialWeights(graph, 3).map((w) => w + 0.1 * random.normal());
  return [
    title,
    { layers, graph, weights, windows: randomWindows(graph, 40, 11), validation: randomWindows(graph, 17, 12) },
  ];
});
const all = Int32Array.from({ length: 40 }, (_, i) => i);

function epochOptions(order: Int32Array = all): EpochOptions {
  return { order, batchSize: 8, learningRate: 0.01, clipNorm: 1, dropoutSeed: 77 };
}

function quietHooks(): EpochHooks {
  return { signal: new AbortController().signal, onSamples: () => undefined };
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}

async function withSession<T>(
  name: (typeof backendNames)[number],
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

for (const name of backendNames) {
  const missing = name === 'native' && !hasNativeCore();
  if (missing) {
    process.stderr.write('SKIPPED: the native core was not built (no compiler?), so its conformance is not tested.\n');
  }

  describe.skipIf(missing).each(cases)(`${name} backend, %s`, (_, of) => {
    const { layers, graph, weights, windows, validation } = of;

    it('computes the forward pass and the loss of the reference', async () => {
      const outputs = referenceForward(
        graph,
        weights,
        validation,
        validation.ends.map((_, i) => i),
        null,
      );
      await withSession(name, of, async (session) => {
        const result = await session.evaluate(validation);
        expect(largestDifference(result.outputs, outputs.flat())).toBeLessThan(1e-5);
        expect(result.loss).toBeCloseTo(
          referenceLoss(
            graph,
            outputs,
            validation,
            validation.ends.map((_, i) => i),
          ),
          6,
        );
      });
    });

    it('computes it for windows of a single bar, too', async () => {
      const short = smallGraph({ layers: [...layers], windowBars: 1 });
      const bars = randomWindows(short, 6, 13);
      const order = [0, 1, 2, 3, 4, 5];
      // A flattened window of one bar has fewer parameters behind it.
      const fewer = weights.slice(0, short.parameterCount);
      const expected = referenceForward(short, fewer, bars, order, null);
      await withSession(name, { ...of, graph: short, weights: fewer }, async (session) => {
        const { outputs } = await session.evaluate(bars);
        expect(largestDifference(outputs, expected.flat())).toBeLessThan(1e-5);
        const { gradients } = await session.gradients(bars, Int32Array.from(order), null);
        expect(gradients.every(Number.isFinite)).toBe(true);
      });
    });

    it('has the gradient that finite differences of the reference give, with dropout on', async () => {
      const order = Int32Array.of(4, 0, 39, 17, 8);
      const dropout = { seed: 9, step: 3 };
      const { loss, gradients } = await withSession(name, of, (session) => session.gradients(windows, order, dropout));
      const parameters = Float64Array.from(weights);
      const lossAt = (): number =>
        referenceLoss(graph, referenceForward(graph, parameters, windows, order, dropout), windows, order);
      expect(loss).toBeCloseTo(lossAt(), 6);

      const norm = Math.sqrt(gradients.reduce((sum, g) => sum + g * g, 0));
      expect(norm).toBeGreaterThan(0.01);
      const step = 1e-6;
      const numeric = Float64Array.from(parameters, (value, i) => {
        parameters[i] = value + step;
        const above = lossAt();
        parameters[i] = value - step;
        const below = lossAt();
        parameters[i] = value;
        return (above - below) / (2 * step);
      });
      expect(largestDifference(gradients, numeric) / norm).toBeLessThan(1e-4);
    });

    it('gives the same bits twice, and after its state was stored and loaded', async () => {
      const order = Int32Array.from(all).reverse();
      const straight = await withSession(name, of, async (session) => {
        await session.trainEpoch(windows, epochOptions(), quietHooks());
        await session.trainEpoch(windows, epochOptions(order), quietHooks());
        return session.state();
      });
      const halfway = await withSession(name, of, async (session) => {
        await session.trainEpoch(windows, epochOptions(), quietHooks());
        return session.state();
      });
      const resumed = await withSession(name, of, async (session) => {
        await session.load(halfway);
        await session.trainEpoch(windows, epochOptions(order), quietHooks());
        return session.state();
      });
      expect(resumed).toEqual(straight);
      expect(straight.step).toBe(10);
    });

    it('learns: the training loss falls', async () => {
      await withSession(name, of, async (session) => {
        const first = await session.trainEpoch(windows, epochOptions(), quietHooks());
        let last = first;
        for (let epoch = 0; epoch < 30; epoch++) last = await session.trainEpoch(windows, epochOptions(), quietHooks());
        expect(last).toBeLessThan(first * 0.9);
      });
    });

    it('stops when it is cancelled, and works on afterwards', async () => {
      await withSession(name, of, async (session) => {
        const controller = new AbortController();
        controller.abort();
        const cancelled = session.trainEpoch(windows, epochOptions(), { ...quietHooks(), signal: controller.signal });
        await expect(cancelled).rejects.toMatchObject({ code: 'job/cancelled' });
        expect(await session.trainEpoch(windows, epochOptions(), quietHooks())).toBeGreaterThan(0);
      });
    });

    it('says that it diverged instead of training on with NaN', async () => {
      await withSession(name, of, async (session) => {
        const state = await session.state();
        await session.load({ ...state, parameters: state.parameters.map(() => 3e38) });
        const error = await session.trainEpoch(windows, epochOptions(), quietHooks()).catch((e: unknown) => e);
        expect(error).toBeInstanceOf(AppError);
        expect(error).toMatchObject({ code: 'training/diverged' });
      });
    });

    it('equals ONNX Runtime on the exported file to 1e-5', async () => {
      await withSession(name, of, async (session) => {
        const { parameters } = await session.state();
        const network = await openNetwork(exportOnnx(graph, parameters, 'small', '0.0.0'));
        const inferred = await network.run(validation);
        await network.close();
        const { outputs } = await session.evaluate(validation);
        expect(largestDifference(inferred, outputs)).toBeLessThan(1e-5);
      });
    });
  });
}

describe.skipIf(!hasNativeCore()).each(cases)('both backends together, %s', (_, of) => {
  const { graph, weights, windows, validation } = of;

  it('agree on loss and gradient to 1e-4, with dropout on', async () => {
    const dropout = { seed: 9, step: 3 };
    const [native, tfjs] = await Promise.all(
      backendNames.map((name) => withSession(name, of, (session) => session.gradients(windows, all, dropout))),
    );
    expect(Math.abs(native!.loss - tfjs!.loss) / native!.loss).toBeLessThan(1e-4);
    const norm = Math.sqrt(native!.gradients.reduce((sum, g) => sum + g * g, 0));
    expect(largestDifference(native!.gradients, tfjs!.gradients) / norm).toBeLessThan(1e-4);
  });

  it('end three epochs with the same weights and outputs to 1e-4', async () => {
    const trained = await Promise.all(
      backendNames.map((name) =>
        withSession(name, of, async (session) => {
          for (let epoch = 0; epoch < 3; epoch++) await session.trainEpoch(windows, epochOptions(), quietHooks());
          const { parameters } = await session.state();
          const { outputs } = await session.evaluate(validation);
          return { parameters: blankKeyBiases(graph, parameters), outputs };
        }),
      ),
    );
    const [native, tfjs] = trained;
    expect(largestDifference(native!.parameters, tfjs!.parameters)).toBeLessThan(1e-4);
    expect(largestDifference(native!.outputs, tfjs!.outputs)).toBeLessThan(1e-4);
    expect(largestDifference(native!.parameters, blankKeyBiases(graph, weights))).toBeGreaterThan(0.01);
  });
});

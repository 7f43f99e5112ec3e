import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { WindowSet } from '../features/dataset.ts';
import { buildGraph } from '../models/graph.ts';
import { drawInitialWeights } from '../models/initial-weights.ts';
import { loadPreset } from '../models/parse-spec.ts';
import { estimateTraining, sumMemory } from './estimate-training.ts';
import { chooseBackend, openBackend } from './open-backend.ts';

const features = new Float32Array(1000);
function windowsOf(samples: number): WindowSet {
  return {
    features,
    featureCount: 10,
    windowBars: 4,
    ends: Int32Array.from({ length: samples }, (_, i) => i + 3),
    horizons: 1,
    labels: new Float32Array(samples),
  };
}

describe('the memory of a training', () => {
  const session = { networkBytes: 3000, activationBytes: 500, windowCopies: 1 };

  it('counts what sets share once, and each copy', () => {
    expect(sumMemory(session, [windowsOf(10), windowsOf(20)], 1e6)).toEqual({
      windowBytes: 3 * (4000 + 30 * 4 + 30 * 4),
      networkBytes: 3000,
      activationBytes: 500,
      machineBytes: 1e6,
    });
  });

  it('is refused where the machine has less, with its parts', () => {
    const sum = (): unknown => sumMemory({ ...session, activationBytes: 9e9 }, [windowsOf(10)], 8e9);
    expect(sum).toThrow(AppError);
    expect(sum).toThrow(
      expect.objectContaining({
        code: 'training/not-enough-memory',
        message:
          'This training would take 9.0 GB of memory (windows 0.0, network 0.0, activations 9.0), and this machine has 8.0 GB.',
      }),
    );
  });
});

describe('the estimate of a training', () => {
  const spec = { ...loadPreset('price-lstm'), windowBars: 4, layers: [{ kind: 'lstm' as const, units: 3, returnSequences: false }] }; // prettier-ignore
  const graph = buildGraph(spec, 10);
  const options = { ...spec.training, batchSize: 4, epochs: 7 };

  it('tries batches out by the clock it is given, and leaves the session as it was', async () => {
    const weights = drawInitialWeights(graph, 1);
    const session = await (await openBackend(chooseBackend())).open(graph, weights);
    let readings = 0;
    // Every try-out lasts 8 s: that of 4 windows is long enough.
    const elapsedSeconds = (): number => 8 * readings++;
    const task = { options, train: windowsOf(30), validation: windowsOf(15) };
    const estimate = await estimateTraining(session, task, elapsedSeconds);
    expect(estimate).toMatchObject({ secondsPerEpoch: 2 * 35, epochs: 7 });
    expect(estimate.networkBytes).toBeGreaterThan(3 * 4 * graph.parameterCount);
    expect(estimate.activationBytes).toBeGreaterThan(0);
    expect(await session.state()).toMatchObject({ parameters: weights, step: 0 });
    session.dispose();
  });
});

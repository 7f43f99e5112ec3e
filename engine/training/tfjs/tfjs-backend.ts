import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { AppError, CancelledError } from '#contract/errors.ts';
import { isSequence } from '../../models/layer-kinds/layer-kind.ts';
import { gatherWindows, type WindowSet } from '../../features/dataset.ts';
import type { Graph } from '../../models/graph.ts';
import type { EpochHooks, EpochOptions, SessionState, TrainingBackend, TrainingSession } from '../backend.ts';
import { applyStep } from '../optimisers/optimiser-step.ts';
import { listPenalties } from '../optimisers/penalties.ts';
import { adversarialLoss } from './adversarial-loss.ts';
import { buildForward, type ForwardPass } from './forward.ts';
import { registerGradients } from './gradients.ts';
import { buildLoss } from './losses/build-loss.ts';

/**
 * TensorFlow.js on WebAssembly: needs no compiler, so it works wherever Almanac does. It takes one step of
 * the mathematics from TensorFlow.js (forward pass and automatic differentiation); order, masks, optimisers and
 * the rest are the same as on the native core.
 */
export const tfjsBackend: TrainingBackend = {
  name: 'tfjs',
  async open(graph, weights) {
    const device = await startTfjs();
    return createTfjsSession(graph, weights, `TensorFlow.js ${tf.version_core}, ${device}`);
  },
};

let started: Promise<string> | undefined;

/** Starts the WASM device, or the plain JavaScript one where WebAssembly is not to be had; returns its name. */
function startTfjs(): Promise<string> {
  started ??= (async () => {
    const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(dirname(main) + sep);
    if (!(await tf.setBackend('wasm'))) await tf.setBackend('cpu');
    await tf.ready();
    registerGradients();
    return tf.getBackend();
  })();
  return started;
}

/** Arrays as large as its output that a layer's step leaves behind in one forward pass: gates, sums, products. */
const ARRAYS_PER_OUTPUT = 25;

/** Samples per forward pass when nothing is trained; bounds the memory of the unrolled network. */
const EVALUATION_BATCH = 256;

function createTfjsSession(graph: Graph, weights: Float32Array, engine: string): TrainingSession {
  const forward = buildForward(graph);
  const lossOf = buildLoss(graph.head.loss);
  const tensors = graph.layers.flatMap((layer) => layer.tensors);
  let state: SessionState = {
    parameters: weights.slice(),
    firstMoment: new Float32Array(graph.parameterCount),
    secondMoment: new Float32Array(graph.parameterCount),
    step: 0,
  };

  function parameterTensors(): tf.Tensor[] {
    return tensors.map((t) =>
      tf.tensor(state.parameters.subarray(t.offset, t.offset + t.size), [...t.shape], 'float32'),
    );
  }

  /** Loss and gradient of one batch at the current parameters. */
  function differentiate(
    windows: WindowSet,
    order: Int32Array,
    dropout: ForwardPass['dropout'],
  ): { loss: number; gradients: Float32Array } {
    const gradients = new Float32Array(graph.parameterCount);
    let loss = NaN;
    tf.tidy(() => {
      const input = toInput(windows, order);
      const targets = gatherTargets(windows, order);
      const lossAt = (...parameters: tf.Tensor[]): tf.Scalar => {
        const { outputs, latent } = forward({ input, parameters, dropout });
        const loss = lossOf(outputs, ...targets);
        if (graph.adversarial === null) return loss;
        const [W, b] = parameters.slice(-2) as [tf.Tensor2D, tf.Tensor1D];
        const ofOutputs = (moved: tf.Tensor2D): tf.Scalar => lossOf(moved, ...targets);
        return tf.add(loss, adversarialLoss(graph.adversarial, { outputs, latent, W, b }, ofOutputs));
      };
      const { value, grads } = tf.valueAndGrads(lossAt)(parameterTensors());
      loss = value.dataSync()[0]!;
      grads.forEach((gradient, i) => {
        gradients.set(gradient.dataSync<'float32'>(), tensors[i]!.offset);
      });
    });
    return { loss, gradients };
  }

  return {
    engine,

    async trainEpoch(windows: WindowSet, options: EpochOptions, hooks: EpochHooks) {
      const penalties = listPenalties(graph, options.optimizer ?? { kind: 'adam' });
      let lossSum = 0;
      for (let start = 0; start < options.order.length; start += options.batchSize) {
        // The arithmetic is synchronous: without this an abort would never be heard.
        await yieldToEvents();
        if (hooks.signal.aborted) throw new CancelledError('Training', 'Start it again to resume.');
        const batch = options.order.subarray(start, start + options.batchSize);
        const { loss, gradients } = differentiate(windows, batch, {
          seed: options.dropoutSeed,
          step: state.step + 1,
        });
        if (!Number.isFinite(loss)) {
          throw new AppError(
            'training/diverged',
            `The loss became ${loss} at optimiser step ${state.step + 1}.`,
            'Lower training.learningRate in the spec, or look for extreme values in the data.',
          );
        }
        state = applyStep(state, gradients, options, penalties);
        lossSum += loss * batch.length;
        hooks.onSamples(start + batch.length);
      }
      return lossSum / options.order.length;
    },

    memory(batchSize) {
      // A recurrent layer that gives its last step alone has computed as many as it was given.
      const outputs = graph.layers.reduce(
        (sum, { input, output }) => sum + (isSequence(input) ? input.time : 1) * output.width,
        0,
      );
      // A training step keeps twice what a forward pass does.
      const samples = Math.max(2 * batchSize, EVALUATION_BATCH);
      return {
        networkBytes: 8 * 4 * graph.parameterCount,
        activationBytes: 4 * ARRAYS_PER_OUTPUT * samples * outputs,
        windowCopies: 0,
      };
    },

    async evaluate(windows, signal) {
      const samples = windows.ends.length;
      const outputs = new Float32Array(samples * graph.outputCount);
      let lossSum = 0;
      for (let start = 0; start < samples; start += EVALUATION_BATCH) {
        await yieldToEvents();
        if (signal?.aborted) throw new CancelledError('Training', 'Start it again to resume.');
        const count = Math.min(EVALUATION_BATCH, samples - start);
        const order = Int32Array.from({ length: count }, (_, i) => start + i);
        tf.tidy(() => {
          const result = forward({ input: toInput(windows, order), parameters: parameterTensors(), dropout: null });
          outputs.set(result.outputs.dataSync<'float32'>(), start * graph.outputCount);
          lossSum += lossOf(result.outputs, ...gatherTargets(windows, order)).dataSync()[0]! * count;
        });
      }
      return { loss: lossSum / samples, outputs };
    },

    gradients: (windows, order, dropout) => Promise.resolve(differentiate(windows, order, dropout)),

    state: () => Promise.resolve(copyState(state)),

    load(next) {
      state = copyState(next);
      return Promise.resolve();
    },

    dispose: () => undefined,
  };
}

/** A step changes the arrays in place, so nobody outside may hold them. */
function copyState({ parameters, firstMoment, secondMoment, step }: SessionState): SessionState {
  return { parameters: parameters.slice(), firstMoment: firstMoment.slice(), secondMoment: secondMoment.slice(), step };
}

/** [batch, time, features] */
function toInput(windows: WindowSet, order: Int32Array): tf.Tensor3D {
  return tf.tensor3d(gatherWindows(windows, order), [order.length, windows.windowBars, windows.featureCount]);
}

/** Labels and weights of some samples, [batch, horizons] each; null where there are no weights. */
function gatherTargets(
  { labels, weights, horizons }: WindowSet,
  order: Int32Array,
): [labels: tf.Tensor2D, weights: tf.Tensor2D | null] {
  const gather = (values: Float32Array): tf.Tensor2D => {
    const gathered = new Float32Array(order.length * horizons);
    order.forEach((sample, i) => {
      gathered.set(values.subarray(sample * horizons, (sample + 1) * horizons), i * horizons);
    });
    return tf.tensor2d(gathered, [order.length, horizons]);
  };
  return [gather(labels), weights ? gather(weights) : null];
}

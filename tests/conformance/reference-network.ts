import type { LayerSpec } from '#contract/model-spec.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import type { Graph } from '#engine/models/graph.ts';
import type { Loss } from '#engine/models/head-kinds/head-kind.ts';
import { dropoutStreams } from '#engine/training/backend.ts';
import { dense } from './reference-layers/dense.ts';
import { dropout, type Masks } from './reference-layers/dropout.ts';
import { readByGru } from './reference-layers/gru.ts';
import { layerNorm } from './reference-layers/layer-norm.ts';
import { readByLstm } from './reference-layers/lstm.ts';
import { mean, sigmoid, softmax } from './reference-layers/mathematics.ts';
import { pool } from './reference-layers/pool.ts';
import { positionalEncoding } from './reference-layers/positional-encoding.ts';
import { recurrent } from './reference-layers/recurrent.ts';
import type { Sequence, Values } from './reference-layers/sequence.ts';
import { skip } from './reference-layers/skip.ts';
import { temporalAttention } from './reference-layers/temporal-attention.ts';
import { transformerEncoder } from './reference-layers/transformer-encoder.ts';

/**
 * The network in plain float64 loops, one sample after another: slow, readable, and what every backend is
 * held against. Only the forward pass and the loss; gradients are checked by finite differences of it.
 */

/** Outputs [samples][outputCount] of the samples in `order`; masks as the backends draw them. */
export function referenceForward(
  graph: Graph,
  parameters: ArrayLike<number>,
  windows: WindowSet,
  order: ArrayLike<number>,
  dropoutSeed: { seed: number; step: number } | null,
  readLatent?: (latent: number[]) => void,
): number[][] {
  const streams = dropoutStreams(graph);
  return Array.from(order, (sample, position) => {
    const end = windows.ends[sample]!;
    const window: Sequence = Array.from({ length: windows.windowBars }, (_, t) => {
      const row = (end - windows.windowBars + 1 + t) * windows.featureCount;
      return Array.from(windows.features.subarray(row, row + windows.featureCount));
    });
    const masks = dropoutSeed && { ...dropoutSeed, position };
    const flows = [window];
    for (const { path, layer, tensors, source } of graph.layers) {
      const values = tensors.map((tensor) => (i: number) => parameters[tensor.offset + i]!);
      const brought = source === undefined ? [] : flows[source]!;
      flows.push(passThrough(layer, flows.at(-1)!, values, streams.get(path), masks, brought));
    }
    readLatent?.(flows.at(-2)![0]!);
    return flows.at(-1)![0]!;
  });
}

/**
 * What adversarial training adds to the loss of those samples, as a function of the parameters: the slopes of the loss by
 * the outputs, from which the direction of the perturbation is made, stay those at the given parameters.
 */
export function referenceAdversarialLoss(
  graph: Graph,
  parameters: ArrayLike<number>,
  windows: WindowSet,
  order: ArrayLike<number>,
  dropoutSeed: { seed: number; step: number } | null,
): (at: ArrayLike<number>) => number {
  const { adversarial } = graph;
  if (adversarial === null) return () => 0;
  const outputs = referenceForward(graph, parameters, windows, order, dropoutSeed);
  const step = 1e-6;
  const slopes = outputs.map((row, n) =>
    row.map((value, o) => {
      const moved = (by: number): number =>
        referenceLoss(
          graph,
          outputs.map((other, m) => (m === n ? other.with(o, value + by) : other)),
          windows,
          order,
        );
      return (moved(step) - moved(-step)) / (2 * step);
    }),
  );
  const [W, b] = graph.layers.at(-1)!.tensors;
  const width = graph.outputCount;
  return (at) => {
    const latents: number[][] = [];
    referenceForward(graph, at, windows, order, dropoutSeed, (latent) => latents.push(latent));
    const weight = (u: number, o: number): number => at[W!.offset + u * width + o]!;
    const moved = latents.map((latent, n) => {
      const g = latent.map((_, u) => slopes[n]!.reduce((sum, slope, o) => sum + slope * weight(u, o), 0));
      const length = Math.hypot(...g);
      const e = latent.map((value, u) => value + (length > 0 ? (adversarial.epsilon * g[u]!) / length : 0));
      return slopes[n]!.map((_, o) => e.reduce((sum, value, u) => sum + value * weight(u, o), at[b!.offset + o]!));
    });
    return adversarial.beta * referenceLoss(graph, moved, windows, order);
  };
}

function passThrough(
  layer: LayerSpec,
  flow: Sequence,
  tensors: readonly Values[],
  stream: number | undefined,
  masks: Masks | null,
  source: Sequence,
): Sequence {
  switch (layer.kind) {
    case 'lstm':
      return recurrent(flow, layer, tensors, readByLstm);
    case 'gru':
      return recurrent(flow, layer, tensors, readByGru);
    case 'temporal-attention':
      return temporalAttention(flow, layer.units, tensors);
    case 'positional-encoding':
      return positionalEncoding(flow);
    case 'transformer-encoder':
      return transformerEncoder(flow, layer, tensors, stream!, masks);
    case 'layer-norm':
      return layerNorm(flow, tensors);
    case 'dropout':
      return dropout(flow, layer.rate, stream!, masks);
    case 'dense':
      return dense(flow, layer, tensors);
    case 'pool':
      return pool(flow, layer.how);
    case 'flatten':
      return [flow.flat()];
    case 'instrument-embedding':
      return flow.map((row) => [
        ...row.slice(0, -1),
        ...Array.from({ length: layer.units }, (_, u) => tensors[0]!(row.at(-1)! * layer.units + u)),
      ]);
    case 'skip':
      return skip(flow, source, layer.how);
    default:
      // Does not compile, and does not run, while a layer kind of the contract has no case above.
      throw new RangeError(`the reference does not know the layer ${JSON.stringify(layer satisfies never)}`);
  }
}

/** Mean over samples and horizons of weight * loss(sample, horizon). `outputs` [samples][outputCount]. */
export function referenceLoss(
  { head }: Graph,
  outputs: readonly number[][],
  { labels, weights, horizons }: WindowSet,
  order: ArrayLike<number>,
): number {
  let sum = 0;
  outputs.forEach((row, i) => {
    splitHorizons(row, horizons).forEach((own, h) => {
      const at = order[i]! * horizons + h;
      sum += (weights?.[at] ?? 1) * lossOfOne(head.loss, own, labels[at]!);
    });
  });
  return sum / (outputs.length * horizons);
}

/** From steps to quantiles, from the middle outwards. */
function orderQuantiles(steps: readonly number[]): number[] {
  const middle = Math.floor(steps.length / 2);
  return steps.map((start, k) => {
    let q = steps[middle]!;
    if (k === middle) return start;
    for (let j = middle + 1; j <= k; j++) q += Math.log(1 + Math.exp(steps[j]!));
    for (let j = middle - 1; j >= k; j--) q -= Math.log(1 + Math.exp(steps[j]!));
    return q;
  });
}

/** Location, scale and degrees of freedom from the outputs of a distribution. */
function positiveScale([location, scale, degrees]: readonly number[]): number[] {
  const parts = [location!, 1e-3 + Math.log(1 + Math.exp(scale!))];
  return degrees === undefined ? parts : [...parts, 2 + Math.log(1 + Math.exp(degrees))];
}

/** ln Gamma by Stirling's series behind ten steps up. */
function logGamma(x: number): number {
  let below = 0;
  let at = x;
  for (; at < x + 10; at++) below += Math.log(at);
  const q = 1 / (at * at);
  const series = (1 / 12 - q * (1 / 360 - q * (1 / 1260 - q / 1680))) / at;
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - below;
}

/** Cross-entropy of probabilities against a class, with smoothing and focus. */
function softCrossEntropy(
  probabilities: readonly number[],
  label: number,
  { smoothing = 0, focus = 0 }: { smoothing?: number; focus?: number },
): number {
  return probabilities.reduce((sum, p, k) => {
    const target = (k === label ? 1 - smoothing : 0) + smoothing / probabilities.length;
    return sum - target * (1 - p) ** focus * Math.log(p);
  }, 0);
}

/** The loss of the outputs of one sample and horizon; formulas as in native/src/reference. */
function lossOfOne(loss: Loss, given: readonly number[], label: number): number {
  const outputs = loss.kind === 'pinball' && loss.ordered ? orderQuantiles(given) : given;
  const error = label - outputs[0]!;
  switch (loss.kind) {
    case 'pinball':
      return mean(
        loss.levels.map((level, k) => Math.max(level * (label - outputs[k]!), (level - 1) * (label - outputs[k]!))),
      );
    case 'mse':
      return error ** 2;
    case 'mae':
      return Math.abs(error);
    case 'huber': {
      const { delta } = loss;
      return Math.abs(error) <= delta ? error ** 2 / 2 : delta * (Math.abs(error) - delta / 2);
    }
    case 'bce':
      return softCrossEntropy([1 - sigmoid(outputs[0]!), sigmoid(outputs[0]!)], label, loss);
    case 'cross-entropy':
      return softCrossEntropy(softmax(outputs), label, loss);
    case 'hinge':
      return Math.max(0, 1 - (label === 1 ? outputs[0]! : -outputs[0]!));
    case 'gaussian': {
      const [mean, sigma] = positiveScale(outputs) as [number, number];
      return Math.log(sigma * Math.sqrt(2 * Math.PI)) + ((label - mean) / sigma) ** 2 / 2;
    }
    case 'student-t': {
      const [location, sigma, nu] = positiveScale(outputs) as [number, number, number];
      const tail = ((nu + 1) / 2) * Math.log(1 + ((label - location) / sigma) ** 2 / nu);
      return logGamma(nu / 2) - logGamma((nu + 1) / 2) + Math.log(nu * Math.PI) / 2 + Math.log(sigma) + tail;
    }
    default:
      throw new RangeError(`the reference does not know the loss ${JSON.stringify(loss satisfies never)}`);
  }
}

/** What the ONNX file makes of the outputs of the last layer: [samples][outputCount] in and out. */
export function referenceActivation({ head }: Graph, outputs: readonly number[][]): number[][] {
  switch (head.activation) {
    case 'linear':
      return outputs.map((row) => [...row]);
    case 'sigmoid':
      return outputs.map((row) => row.map(sigmoid));
    case 'ordered':
      return outputs.map((row) => splitHorizons(row, head.horizons.length).flatMap(orderQuantiles));
    case 'positive-scale':
      return outputs.map((row) => splitHorizons(row, head.horizons.length).flatMap(positiveScale));
    case 'softmax':
      return outputs.map((row) => splitHorizons(row, head.horizons.length).flatMap(softmax));
  }
}

function splitHorizons(row: readonly number[], horizons: number): number[][] {
  const width = row.length / horizons;
  return Array.from({ length: horizons }, (_, h) => row.slice(h * width, (h + 1) * width));
}

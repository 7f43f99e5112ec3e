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
): number[][] {
  const streams = dropoutStreams(graph);
  return Array.from(order, (sample, position) => {
    const end = windows.ends[sample]!;
    let flow: Sequence = Array.from({ length: windows.windowBars }, (_, t) => {
      const row = (end - windows.windowBars + 1 + t) * windows.featureCount;
      return Array.from(windows.features.subarray(row, row + windows.featureCount));
    });
    const masks = dropoutSeed && { ...dropoutSeed, position };
    for (const { path, layer, tensors } of graph.layers) {
      const values = tensors.map((tensor) => (i: number) => parameters[tensor.offset + i]!);
      flow = passThrough(layer, flow, values, streams.get(path), masks);
    }
    return flow[0]!;
  });
}

function passThrough(
  layer: LayerSpec,
  flow: Sequence,
  tensors: readonly Values[],
  stream: number | undefined,
  masks: Masks | null,
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

/** The loss of the outputs of one sample and horizon; formulas as in native/src/reference. */
function lossOfOne(loss: Loss, outputs: readonly number[], label: number): number {
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
      return -Math.log(label === 1 ? sigmoid(outputs[0]!) : 1 - sigmoid(outputs[0]!));
    case 'cross-entropy':
      return -Math.log(softmax(outputs)[label]!);
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
    case 'softmax':
      return outputs.map((row) => splitHorizons(row, head.horizons.length).flatMap(softmax));
  }
}

function splitHorizons(row: readonly number[], horizons: number): number[][] {
  const width = row.length / horizons;
  return Array.from({ length: horizons }, (_, h) => row.slice(h * width, (h + 1) * width));
}

import * as tf from '@tensorflow/tfjs-core';
import { hash32 } from '../../kernel/random.ts';
import type { Graph, GraphLayer } from '../../models/graph.ts';
import { isSequence, type LayerOf } from '../../models/layer-kinds/layer-kind.ts';
import { dropoutStreams } from '../backend.ts';

export interface ForwardPass {
  /** [batch, time, features] */
  readonly input: tf.Tensor3D;
  /** All tensors of all layers, in the order of the graph. */
  readonly parameters: readonly tf.Tensor[];
  /** Null when nothing is trained: dropout is then the identity. */
  readonly dropout: { readonly seed: number; readonly step: number } | null;
}

/** One layer: [batch, time, width] or [batch, width] in and out. */
type LayerMapping = (flow: tf.Tensor, parameters: readonly tf.Tensor[], pass: ForwardPass) => tf.Tensor;

/** The network as TensorFlow.js operations; returns outputs [batch, outputCount]. */
export function buildForward(graph: Graph): (pass: ForwardPass) => tf.Tensor2D {
  const streams = dropoutStreams(graph);
  const mappings = graph.layers.map((layer) => mapLayer(layer, streams.get(layer.path) ?? 0));
  return (pass) => {
    let flow: tf.Tensor = pass.input;
    let next = 0;
    mappings.forEach((mapping, i) => {
      const count = graph.layers[i]!.tensors.length;
      flow = mapping(flow, pass.parameters.slice(next, next + count), pass);
      next += count;
    });
    return tf.reshape(flow, [pass.input.shape[0], graph.outputCount]);
  };
}

function mapLayer(graphLayer: GraphLayer, dropoutStream: number): LayerMapping {
  const { layer } = graphLayer;
  switch (layer.kind) {
    case 'lstm':
      return mapLstm(layer, graphLayer);
    case 'dropout':
      return mapDropout(layer, dropoutStream);
    case 'dense':
      return mapDense(layer);
  }
}

function mapLstm(layer: LayerOf<'lstm'>, { input }: GraphLayer): LayerMapping {
  if (!isSequence(input)) throw new RangeError('shape inference lets only sequences into an LSTM');
  const { time, width } = input;
  const { units } = layer;
  return (flow, parameters) => {
    const [W, U, b] = parameters as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D];
    const batch = flow.shape[0];
    // One large product for the input projections of all steps: [batch * time, 4 * units].
    const rows = tf.reshape<tf.Rank.R2>(flow, [batch * time, width]);
    const projected = tf.reshape(tf.add(tf.matMul(rows, W), b), [batch, time, 4 * units]);
    let h: tf.Tensor = tf.zeros([batch, units]);
    let c: tf.Tensor = tf.zeros([batch, units]);
    const outputs: tf.Tensor[] = [];
    for (const step of tf.unstack(projected, 1)) {
      const [i, f, g, o] = tf.split(tf.add(step, tf.matMul(h as tf.Tensor2D, U)), 4, 1) as [
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
      ];
      c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
      h = tf.mul(tf.sigmoid(o), tf.tanh(c));
      if (layer.returnSequences) outputs.push(h);
    }
    return layer.returnSequences ? tf.stack(outputs, 1) : h;
  };
}

/** Element [sample, time, unit] has the index (sample * time + t) * units + unit in its mask, which is the flat order. */
function mapDropout(layer: LayerOf<'dropout'>, stream: number): LayerMapping {
  const threshold = layer.rate * 4294967296;
  const keep = 1 / (1 - layer.rate);
  return (flow, _parameters, { dropout }) => {
    if (dropout === null) return flow;
    const mask = Float32Array.from({ length: flow.size }, (_, index) =>
      hash32(dropout.seed, dropout.step, stream, index) >= threshold ? keep : 0,
    );
    return tf.mul(flow, tf.tensor(mask, flow.shape));
  };
}

function mapDense(layer: LayerOf<'dense'>): LayerMapping {
  return (flow, parameters) => {
    const [W, b] = parameters as [tf.Tensor2D, tf.Tensor1D];
    const linear = tf.add(tf.matMul(flow as tf.Tensor2D, W), b);
    return layer.activation === 'relu' ? tf.relu(linear) : linear;
  };
}

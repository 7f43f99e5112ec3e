import * as tf from '@tensorflow/tfjs-core';
import type { LayerSpec } from '#contract/model-spec.ts';
import type { Graph } from '../../models/graph.ts';
import type { LayerOf } from '../../models/layer-kinds/layer-kind.ts';
import { dropoutStreams } from '../backend.ts';
import { mapDense } from './layers/dense.ts';
import { mapDropout } from './layers/dropout.ts';
import { mapGru } from './layers/gru.ts';
import type { DropoutSeed, LayerMapping, MapLayer } from './layers/layer-mapping.ts';
import { mapLayerNorm } from './layers/layer-norm.ts';
import { mapLstm } from './layers/lstm.ts';
import { mapPool } from './layers/pool.ts';
import { mapPositionalEncoding } from './layers/positional-encoding.ts';
import { mapTemporalAttention } from './layers/temporal-attention.ts';
import { mapTransformerEncoder } from './layers/transformer-encoder.ts';

const mapLayerOf: { readonly [K in LayerSpec['kind']]: MapLayer<K> } = {
  lstm: mapLstm,
  gru: mapGru,
  'temporal-attention': mapTemporalAttention,
  'positional-encoding': mapPositionalEncoding,
  'transformer-encoder': mapTransformerEncoder,
  'layer-norm': mapLayerNorm,
  dropout: mapDropout,
  dense: mapDense,
  pool: mapPool,
};

function mapLayer<K extends LayerSpec['kind']>(layer: LayerOf<K>, stream: number): LayerMapping {
  const map: MapLayer<K> = mapLayerOf[layer.kind];
  return map(layer, stream);
}

export interface ForwardPass {
  /** [batch, time, features] */
  readonly input: tf.Tensor3D;
  /** All tensors of all layers, in the order of the graph. */
  readonly parameters: readonly tf.Tensor[];
  /** Null when nothing is trained: dropout is then the identity. */
  readonly dropout: DropoutSeed | null;
}

/** The network as TensorFlow.js operations; returns outputs [batch, outputCount]. */
export function buildForward(graph: Graph): (pass: ForwardPass) => tf.Tensor2D {
  const streams = dropoutStreams(graph);
  const mappings = graph.layers.map(({ path, layer }): LayerMapping => mapLayer(layer, streams.get(path) ?? 0));
  return ({ input, parameters, dropout }) => {
    let flow: tf.Tensor = input;
    let next = 0;
    mappings.forEach((mapping, i) => {
      const count = graph.layers[i]!.tensors.length;
      flow = mapping(flow, parameters.slice(next, next + count), dropout);
      next += count;
    });
    return tf.reshape(flow, [input.shape[0], graph.outputCount]);
  };
}

import * as tf from '@tensorflow/tfjs-core';
import type { LayerSpec } from '#contract/model-spec.ts';
import type { Graph } from '../../models/graph.ts';
import type { LayerOf } from '../../models/layer-kinds/layer-kind.ts';
import { dropoutStreams } from '../backend.ts';
import { mapDense } from './layers/dense.ts';
import { mapDropout } from './layers/dropout.ts';
import { mapFlatten } from './layers/flatten.ts';
import { mapGru } from './layers/gru.ts';
import { mapInstrumentEmbedding } from './layers/instrument-embedding.ts';
import type { DropoutSeed, LayerMapping, MapLayer } from './layers/layer-mapping.ts';
import { mapLayerNorm } from './layers/layer-norm.ts';
import { mapLstm } from './layers/lstm.ts';
import { mapPool } from './layers/pool.ts';
import { mapPositionalEncoding } from './layers/positional-encoding.ts';
import { mapSkip } from './layers/skip.ts';
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
  flatten: mapFlatten,
  skip: mapSkip,
  'instrument-embedding': mapInstrumentEmbedding,
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

/** What a network gives: its outputs [batch, outputCount], and what its last layer read. */
export interface ForwardResult {
  readonly outputs: tf.Tensor2D;
  /** [batch, width] */
  readonly latent: tf.Tensor2D;
}

/** The network as TensorFlow.js operations. */
export function buildForward(graph: Graph): (pass: ForwardPass) => ForwardResult {
  const streams = dropoutStreams(graph);
  const mappings = graph.layers.map(({ path, layer }): LayerMapping => mapLayer(layer, streams.get(path) ?? 0));
  return ({ input, parameters, dropout }) => {
    /** The window, and the output of each layer. */
    const values: tf.Tensor[] = [input];
    let next = 0;
    mappings.forEach((mapping, i) => {
      const { tensors, source } = graph.layers[i]!;
      const count = tensors.length;
      const brought = source === undefined ? null : values[source]!;
      values.push(mapping(values.at(-1)!, parameters.slice(next, next + count), dropout, brought));
      next += count;
    });
    return {
      outputs: tf.reshape(values.at(-1)!, [input.shape[0], graph.outputCount]),
      latent: values.at(-2) as tf.Tensor2D,
    };
  };
}

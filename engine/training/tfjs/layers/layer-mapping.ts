import type * as tf from '@tensorflow/tfjs-core';
import type { LayerSpec } from '#contract/model-spec.ts';
import type { LayerOf } from '../../../models/layer-kinds/layer-kind.ts';

/** What the masks of one optimiser step are drawn from. */
export interface DropoutSeed {
  readonly seed: number;
  readonly step: number;
}

/**
 * One layer as TensorFlow.js operations: [batch, time, width] or [batch, width] in and out. `parameters` are the
 * tensors of the layer in their order, `source` what a skip brings back. Dropout is null when nothing is trained: it is then the identity.
 */
export type LayerMapping = (
  flow: tf.Tensor,
  parameters: readonly tf.Tensor[],
  dropout: DropoutSeed | null,
  source: tf.Tensor | null,
) => tf.Tensor;

/** `stream` is the first stream of masks of a layer that drops out. */
export type MapLayer<K extends LayerSpec['kind']> = (layer: LayerOf<K>, stream: number) => LayerMapping;

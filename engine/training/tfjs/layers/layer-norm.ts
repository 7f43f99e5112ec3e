import * as tf from '@tensorflow/tfjs-core';
import { LAYER_NORM_EPSILON } from '../../../models/layer-kinds/layer-norm.ts';
import type { MapLayer } from './layer-mapping.ts';

export const mapLayerNorm: MapLayer<'layer-norm'> = () => (flow, parameters) => {
  const [gamma, beta] = parameters as [tf.Tensor, tf.Tensor];
  return normalise(flow, gamma, beta);
};

/** Over the last axis. */
export function normalise(flow: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor): tf.Tensor {
  const centred = tf.sub(flow, tf.mean(flow, -1, true));
  const variance = tf.mean(tf.mul(centred, centred), -1, true);
  const scaled = tf.mul(centred, tf.rsqrt(tf.add(variance, LAYER_NORM_EPSILON)));
  return tf.add(tf.mul(scaled, gamma), beta);
}

import * as tf from '@tensorflow/tfjs-core';
import type { MapLayer } from './layer-mapping.ts';

export const mapPool: MapLayer<'pool'> =
  ({ how }) =>
  (flow) =>
    how === 'last' ? takeLastStep(flow) : tf.mean(flow, 1);

/** [batch, time, width] → [batch, width] */
export function takeLastStep(flow: tf.Tensor): tf.Tensor {
  const [batch, time, width] = flow.shape as [number, number, number];
  return tf.reshape(tf.slice(flow, [0, time - 1, 0], [batch, 1, width]), [batch, width]);
}

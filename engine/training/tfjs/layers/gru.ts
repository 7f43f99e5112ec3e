import * as tf from '@tensorflow/tfjs-core';
import type { MapLayer } from './layer-mapping.ts';
import { mapRecurrent, type ReadSteps } from './recurrent.ts';

export const mapGru: MapLayer<'gru'> = (layer) => mapRecurrent(layer, readSteps);

const readSteps: ReadSteps = (steps, parameters) => {
  const [, U, , bR] = parameters as [tf.Tensor2D, tf.Tensor2D, tf.Tensor, tf.Tensor];
  let h: tf.Tensor = tf.zeros([steps[0]!.shape[0], U.shape[0]]);
  return steps.map((step) => {
    const [xz, xr, xn] = tf.split(step, 3, 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const [hz, hr, hn] = tf.split(tf.matMul(h as tf.Tensor2D, U), 3, 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const z = tf.sigmoid(tf.add(xz, hz));
    const r = tf.sigmoid(tf.add(xr, hr));
    const n = tf.tanh(tf.add(xn, tf.mul(r, tf.add(hn, bR))));
    // (1 - z) n + z h
    h = tf.add(n, tf.mul(z, tf.sub(h, n)));
    return h;
  });
};

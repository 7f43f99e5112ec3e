import * as tf from '@tensorflow/tfjs-core';
import type { MapLayer } from './layer-mapping.ts';
import { mapRecurrent, type ReadSteps } from './recurrent.ts';

export const mapLstm: MapLayer<'lstm'> = (layer) => mapRecurrent(layer, readSteps);

const readSteps: ReadSteps = (steps, parameters) => {
  const U = parameters[1] as tf.Tensor2D;
  const [batch, units] = [steps[0]!.shape[0], U.shape[0]];
  let h: tf.Tensor = tf.zeros([batch, units]);
  let c: tf.Tensor = tf.zeros([batch, units]);
  return steps.map((step) => {
    const gates = tf.split(tf.add(step, tf.matMul(h as tf.Tensor2D, U)), 4, 1);
    const [i, f, g, o] = gates as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
    h = tf.mul(tf.sigmoid(o), tf.tanh(c));
    return h;
  });
};

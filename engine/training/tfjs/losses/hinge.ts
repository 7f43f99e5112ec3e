import * as tf from '@tensorflow/tfjs-core';
import { weightedMean, type LossFunction } from './loss-function.ts';

/** Hinge loss (Cortes and Vapnik 1995): max(0, 1 - c x), c = 1 for the label 1, -1 for 0. outputs [batch, horizons]. */
export const hinge: LossFunction = (outputs, labels, weights) => {
  const side = tf.sub(tf.mul(2, labels), 1);
  return weightedMean(tf.relu(tf.sub(1, tf.mul(side, outputs))), weights);
};

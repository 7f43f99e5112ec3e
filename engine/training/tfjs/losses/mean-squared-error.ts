import * as tf from '@tensorflow/tfjs-core';
import { weightedMean, type LossFunction } from './loss-function.ts';

/** Mean squared error (Gauss 1809): (q - y)^2. outputs [batch, horizons]. */
export const meanSquaredError: LossFunction = (outputs, labels, weights) => {
  const error = tf.sub(outputs, labels);
  return weightedMean(tf.mul(error, error), weights);
};

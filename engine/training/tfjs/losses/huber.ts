import * as tf from '@tensorflow/tfjs-core';
import { weightedMean, type LossFunction } from './loss-function.ts';

/**
 * Huber loss (Huber 1964): e^2 / 2 of the error e = q - y up to |e| = delta, delta * (|e| - delta / 2) beyond. Both are
 * c * (e - c / 2), where c is e clipped to -delta … delta; the derivative is c. outputs [batch, horizons].
 */
export function huber(delta: number): LossFunction {
  return (outputs, labels, weights) => {
    const error = tf.sub(outputs, labels);
    const clipped = tf.clipByValue(error, -delta, delta);
    return weightedMean(tf.mul(clipped, tf.sub(error, tf.mul(0.5, clipped))), weights);
  };
}

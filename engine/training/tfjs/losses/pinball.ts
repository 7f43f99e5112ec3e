import * as tf from '@tensorflow/tfjs-core';
import type { LossFunction } from './loss-function.ts';

/**
 * Pinball loss (Koenker and Bassett 1978): the mean over the levels tau of max(tau * (y - q), (tau - 1) * (y - q)).
 * outputs [batch, horizons * levels].
 */
export function pinball(levels: readonly number[]): LossFunction {
  return (outputs, labels, weights) => {
    const [batch, horizons] = labels.shape;
    const tau = tf.tensor1d([...levels]);
    const error = tf.sub(
      tf.reshape(labels, [batch, horizons, 1]),
      tf.reshape(outputs, [batch, horizons, levels.length]),
    );
    const losses = tf.maximum(tf.mul(tau, error), tf.mul(tf.sub(tau, 1), error));
    // Every horizon has as many levels, so the mean over all of them is the mean of the means.
    return tf.mean(weights === null ? losses : tf.mul(losses, tf.reshape(weights, [batch, horizons, 1])));
  };
}

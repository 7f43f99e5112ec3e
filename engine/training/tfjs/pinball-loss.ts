import * as tf from '@tensorflow/tfjs-core';

/**
 * Pinball loss (Koenker and Bassett 1978), the mean over batch and levels of
 * max(tau * (y - q), (tau - 1) * (y - q)). outputs [batch, levels], labels [batch, 1].
 */
export function pinballLoss(outputs: tf.Tensor2D, labels: tf.Tensor2D, levels: readonly number[]): tf.Scalar {
  const tau = tf.tensor2d([...levels], [1, levels.length]);
  const error = tf.sub(labels, outputs);
  return tf.mean(tf.maximum(tf.mul(tau, error), tf.mul(tf.sub(tau, 1), error)));
}

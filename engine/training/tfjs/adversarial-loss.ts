import * as tf from '@tensorflow/tfjs-core';
import type { Graph } from '../../models/graph.ts';

/** The end of a forward pass: outputs [batch, outputs] = latent [batch, width] W + b. */
interface HeadPass {
  readonly outputs: tf.Tensor2D;
  readonly latent: tf.Tensor2D;
  readonly W: tf.Tensor2D;
  readonly b: tf.Tensor1D;
}

/**
 * What adversarial training adds to the loss of a batch (Feng et al. 2019), as native/src/reference/adversarial.hpp
 * specifies it: beta times the loss at latent vectors that are moved by epsilon g / |g|, g = d W^T, with the slopes d of
 * the loss held still.
 */
export function adversarialLoss(
  { epsilon, beta }: NonNullable<Graph['adversarial']>,
  { outputs, latent, W, b }: HeadPass,
  lossOf: (outputs: tf.Tensor2D) => tf.Scalar,
): tf.Scalar {
  // From numbers, so that nothing is differentiated through them.
  const at = tf.tensor2d(outputs.dataSync(), outputs.shape);
  const slopes = tf.tensor(
    tf
      .grad((q: tf.Tensor) => lossOf(q as tf.Tensor2D))(at)
      .dataSync(),
    outputs.shape,
  );
  const g = tf.matMul(slopes, tf.transpose(W));
  // Slopes are divided by the size of the batch and may be tiny; where all are 0, any length will do.
  const squares = tf.sum(tf.mul(g, g), 1, true);
  const isZero = Float32Array.from(squares.dataSync(), (square) => (square === 0 ? 1 : 0));
  const inverseLength = tf.rsqrt(tf.add(squares, tf.tensor(isZero, squares.shape)));
  const moved = tf.add(latent, tf.mul(tf.mul(g, inverseLength), epsilon));
  return tf.mul(lossOf(tf.add(tf.matMul(moved as tf.Tensor2D, W), b)), beta);
}

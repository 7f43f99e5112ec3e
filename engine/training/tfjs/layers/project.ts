import * as tf from '@tensorflow/tfjs-core';

/**
 * x W + b along the last axis: [batch, width] → [batch, units], or each step of [batch, time, width]. The steps lie one
 * below the other in one large product.
 */
export function project(flow: tf.Tensor, W: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const [width, units] = W.shape as [number, number];
  const rows = tf.reshape<tf.Rank.R2>(flow, [flow.size / width, width]);
  const projected = tf.add(tf.matMul(rows, W as tf.Tensor2D), b);
  return tf.reshape(projected, [...flow.shape.slice(0, -1), units]);
}

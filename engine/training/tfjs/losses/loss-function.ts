import * as tf from '@tensorflow/tfjs-core';

/**
 * A loss of one batch: the mean over samples and horizons of weight * loss(sample, horizon). `outputs`
 * [batch, horizons * outputs of one horizon] are those of the network, before any activation; `labels` and `weights`
 * [batch, horizons], where no weights mean 1 for each. Formulas, sources and subgradients are those of
 * native/src/reference.
 */
export type LossFunction = (outputs: tf.Tensor2D, labels: tf.Tensor2D, weights: tf.Tensor2D | null) => tf.Scalar;

/** The mean of losses [batch, horizons] after their weights. */
export function weightedMean(losses: tf.Tensor, weights: tf.Tensor2D | null): tf.Scalar {
  return tf.mean(weights === null ? losses : tf.mul(losses, weights));
}

import * as tf from '@tensorflow/tfjs-core';
import type { LossFunction } from './loss-function.ts';

/**
 * Pinball loss (Koenker and Bassett 1978): the mean over the levels tau of max(tau * (y - q), (tau - 1) * (y - q)).
 * outputs [batch, horizons * levels].
 */
export function pinball(levels: readonly number[], ordered: boolean): LossFunction {
  return (outputs, labels, weights) => {
    const [batch, horizons] = labels.shape;
    const tau = tf.tensor1d([...levels]);
    const rows = tf.reshape(outputs, [batch * horizons, levels.length]);
    const quantiles = tf.reshape(ordered ? addUpSteps(rows) : rows, [batch, horizons, levels.length]);
    const error = tf.sub(tf.reshape(labels, [batch, horizons, 1]), quantiles);
    const losses = tf.maximum(tf.mul(tau, error), tf.mul(tf.sub(tau, 1), error));
    // Every horizon has as many levels, so the mean over all of them is the mean of the means.
    return tf.mean(weights === null ? losses : tf.mul(losses, tf.reshape(weights, [batch, horizons, 1])));
  };
}

/**
 * Quantiles from steps (native/src/reference/ordered-quantiles.hpp), [rows, levels] in and out: the softplus of each
 * output but the middle one, added up from the middle outwards by a matrix of 1, 0 and -1.
 */
function addUpSteps(rows: tf.Tensor): tf.Tensor {
  const levels = rows.shape[1]!;
  const middle = Math.floor(levels / 2);
  const isMiddle = tf.tensor1d(Array.from({ length: levels }, (_, k) => (k === middle ? 1 : 0)));
  const parts = tf.add(tf.mul(tf.softplus(rows), tf.sub(1, isMiddle)), tf.mul(rows, isMiddle));
  const sums = Array.from({ length: levels }, (_, from) =>
    Array.from({ length: levels }, (__, to) => {
      if (from === middle) return 1;
      if (from > middle) return to >= from ? 1 : 0;
      return to <= from ? -1 : 0;
    }),
  );
  return tf.matMul(parts, tf.tensor2d(sums));
}

import * as tf from '@tensorflow/tfjs-core';
import { weightedMean, type LossFunction } from './loss-function.ts';

/**
 * Cross-entropy from logits (Bridle 1990): -ln softmax(x)[y] of the label y, the place of a class. The logarithm of the
 * softmax is taken after the largest logit was subtracted, so it overflows for no x. outputs [batch, horizons * classes]
 * are logits.
 */
export function crossEntropy(classes: number): LossFunction {
  return (outputs, labels, weights) => {
    const [batch, horizons] = labels.shape;
    const logProbabilities = tf.logSoftmax(tf.reshape(outputs, [batch, horizons, classes]));
    // Asked for float32 directly, the WASM device writes the bits of integers.
    const minusHit = tf.neg(tf.cast(tf.oneHot(tf.cast(labels, 'int32'), classes), 'float32'));
    return weightedMean(tf.sum(tf.mul(minusHit, logProbabilities), 2), weights);
  };
}

import * as tf from '@tensorflow/tfjs-core';
import { weightedMean, type LossFunction } from './loss-function.ts';

/**
 * Binary cross-entropy from logits (Cox 1958): -ln sigmoid(x) for the label 1, -ln(1 - sigmoid(x)) for 0. With
 * softplus(z) = ln(1 + e^z), which overflows for no z, they are softplus(-x) and softplus(x), so nothing cancels out
 * however sure the network is. outputs [batch, horizons] are logits.
 */
export const binaryCrossEntropy: LossFunction = (outputs, labels, weights) => {
  const sign = tf.sub(1, tf.mul(2, labels));
  return weightedMean(tf.softplus(tf.mul(sign, outputs)), weights);
};

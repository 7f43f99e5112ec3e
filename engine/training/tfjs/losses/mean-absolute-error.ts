import * as tf from '@tensorflow/tfjs-core';
import { weightedMean, type LossFunction } from './loss-function.ts';

/** Mean absolute error (Boscovich 1757): |q - y|. outputs [batch, horizons]. */
export const meanAbsoluteError: LossFunction = (outputs, labels, weights) =>
  weightedMean(tf.abs(tf.sub(outputs, labels)), weights);

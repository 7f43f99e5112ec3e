import * as tf from '@tensorflow/tfjs-core';
import type { LossFunction } from './loss-function.ts';

/** The loss of the outputs of one sample and horizon, and its slope by each of them, written into `slopes`. */
export type LossOfLabel = (outputs: ArrayLike<number>, label: number, slopes: Float64Array) => number;

/**
 * A loss whose formula needs more than TensorFlow.js has operations for, such as the gamma function, or more digits than
 * float32 keeps: computed in float64 from the numbers, with the gradient by its own formula.
 */
export function lossFromNumbers(width: number, lossOfLabel: LossOfLabel): LossFunction {
  return (outputs, labels, weights) => {
    const withGradient = tf.customGrad((...inputs) => {
      const values = (inputs[0] as tf.Tensor).dataSync();
      const labelValues = labels.dataSync();
      const weightValues = weights?.dataSync();
      const gradient = new Float32Array(values.length);
      const slopes = new Float64Array(width);
      let sum = 0;
      labelValues.forEach((label, n) => {
        const weight = weightValues?.[n] ?? 1;
        sum += weight * lossOfLabel(values.subarray(n * width, (n + 1) * width), label, slopes);
        slopes.forEach((slope, k) => {
          gradient[n * width + k] = (weight * slope) / labelValues.length;
        });
      });
      return {
        value: tf.scalar(sum / labelValues.length),
        gradFunc: (dy: tf.Tensor) => tf.mul(dy, tf.tensor(gradient, outputs.shape)),
      };
    });
    return tf.reshape(withGradient(outputs), []);
  };
}

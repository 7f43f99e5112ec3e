import * as tf from '@tensorflow/tfjs-core';
import type { MapLayer } from './layer-mapping.ts';
import { takeLastStep } from './pool.ts';
import { project } from './project.ts';

export const mapTemporalAttention: MapLayer<'temporal-attention'> = () => (flow, parameters) => {
  const [W, b, u] = parameters as [tf.Tensor, tf.Tensor, tf.Tensor2D];
  const [batch, time, width] = flow.shape as [number, number, number];
  const hidden = tf.reshape<tf.Rank.R2>(tf.tanh(project(flow, W, b)), [batch * time, u.shape[0]]);
  // [batch, 1, time]: one row of weights a sample, times its steps.
  const weights = tf.softmax(tf.reshape(tf.matMul(hidden, u), [batch, 1, time]));
  const context = tf.reshape(tf.matMul(weights, flow), [batch, width]);
  return tf.concat([context, takeLastStep(flow)], 1);
};

import * as tf from '@tensorflow/tfjs-core';
import { dropOut } from './dropout.ts';
import { normalise } from './layer-norm.ts';
import type { MapLayer } from './layer-mapping.ts';
import { project } from './project.ts';

export const mapTransformerEncoder: MapLayer<'transformer-encoder'> =
  ({ heads, dropout: rate }, stream) =>
  (flow, parameters, dropout) => {
    const [gamma1, beta1, Wq, bq, Wk, bk, Wv, bv, Wo, bo, gamma2, beta2, W1, b1, W2, b2] =
      parameters as BlockParameters;
    const normal = normalise(flow, gamma1, beta1);
    const mixed = attend(project(normal, Wq, bq), project(normal, Wk, bk), project(normal, Wv, bv), heads);
    const attended = tf.add(flow, dropOut(project(mixed, Wo, bo), rate, stream, dropout));
    const hidden = tf.relu(project(normalise(attended, gamma2, beta2), W1, b1));
    return tf.add(attended, dropOut(project(hidden, W2, b2), rate, stream + 1, dropout));
  };

type T = tf.Tensor;
type BlockParameters = [T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T];

/** softmax(Q K^T / sqrt(width / heads)) V head by head; [batch, time, width] each, and what comes out. */
function attend(queries: T, keys: T, values: T, heads: number): T {
  const [batch, time, width] = queries.shape as [number, number, number];
  const own = width / heads;
  const share = (flow: T, order: number[]): T => tf.transpose(tf.reshape(flow, [batch, time, heads, own]), order);
  const byHead = [0, 2, 1, 3];
  const scores = tf.matMul(share(queries, byHead), share(keys, [0, 2, 3, 1]));
  const weights = tf.softmax(tf.mul(scores, 1 / Math.sqrt(own)));
  const mixed = tf.matMul(weights, share(values, byHead));
  return tf.reshape(tf.transpose(mixed, byHead), [batch, time, width]);
}

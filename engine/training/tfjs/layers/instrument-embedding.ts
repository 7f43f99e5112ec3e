import * as tf from '@tensorflow/tfjs-core';
import type { MapLayer } from './layer-mapping.ts';

/** The WASM device has no gradient of a look-up, so the vector of an instrument is its one-hot row times E. */
export const mapInstrumentEmbedding: MapLayer<'instrument-embedding'> = () => (flow, parameters) => {
  const E = parameters[0] as tf.Tensor2D;
  const [batch, time, width] = flow.shape as [number, number, number];
  const [instruments, units] = E.shape;
  const features = tf.slice(flow, [0, 0, 0], [batch, time, width - 1]);
  const places = tf.reshape(tf.slice(flow, [0, 0, width - 1], [batch, time, 1]), [batch * time]);
  const rows = tf.cast(tf.oneHot(tf.cast(places, 'int32'), instruments), 'float32');
  const vectors = tf.reshape(tf.matMul(rows as tf.Tensor2D, E), [batch, time, units]);
  return tf.concat([features, vectors], 2);
};

import * as tf from '@tensorflow/tfjs-core';
import type { MapLayer } from './layer-mapping.ts';

/** [batch, time, width] → [batch, time * width] */
export const mapFlatten: MapLayer<'flatten'> = () => (flow) => {
  const [batch, time, width] = flow.shape as [number, number, number];
  return tf.reshape(flow, [batch, time * width]);
};

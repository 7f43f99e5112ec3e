import * as tf from '@tensorflow/tfjs-core';
import { encodePositions } from '../../../models/layer-kinds/positional-encoding.ts';
import type { MapLayer } from './layer-mapping.ts';

export const mapPositionalEncoding: MapLayer<'positional-encoding'> = () => (flow) => {
  const [, time, width] = flow.shape as [number, number, number];
  return tf.add(flow, tf.tensor2d(encodePositions(time, width), [time, width]));
};

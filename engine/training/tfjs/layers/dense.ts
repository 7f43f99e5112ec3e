import * as tf from '@tensorflow/tfjs-core';
import type { MapLayer } from './layer-mapping.ts';
import { project } from './project.ts';

export const mapDense: MapLayer<'dense'> =
  ({ activation }) =>
  (flow, parameters) => {
    const [W, b] = parameters as [tf.Tensor, tf.Tensor];
    const linear = project(flow, W, b);
    switch (activation) {
      case 'linear':
        return linear;
      case 'relu':
        return tf.relu(linear);
      case 'tanh':
        return tf.tanh(linear);
    }
  };

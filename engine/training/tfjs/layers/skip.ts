import * as tf from '@tensorflow/tfjs-core';
import type { MapLayer } from './layer-mapping.ts';

export const mapSkip: MapLayer<'skip'> =
  ({ how }) =>
  (flow, _parameters, _dropout, source) =>
    how === 'add' ? tf.add(flow, source!) : tf.concat([flow, source!], flow.rank - 1);

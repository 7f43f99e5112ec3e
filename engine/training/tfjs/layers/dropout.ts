import * as tf from '@tensorflow/tfjs-core';
import { hash32 } from '../../../kernel/random.ts';
import type { DropoutSeed, MapLayer } from './layer-mapping.ts';

export const mapDropout: MapLayer<'dropout'> = (layer, stream) => (flow, _parameters, dropout) =>
  dropOut(flow, layer.rate, stream, dropout);

/** Element [sample, time, unit] has the index (sample * time + t) * units + unit in its mask, which is the flat order. */
export function dropOut(flow: tf.Tensor, rate: number, stream: number, dropout: DropoutSeed | null): tf.Tensor {
  if (dropout === null) return flow;
  const { seed, step } = dropout;
  const threshold = rate * 4294967296;
  const keep = 1 / (1 - rate);
  const mask = Float32Array.from({ length: flow.size }, (_, index) =>
    hash32(seed, step, stream, index) >= threshold ? keep : 0,
  );
  return tf.mul(flow, tf.tensor(mask, flow.shape));
}

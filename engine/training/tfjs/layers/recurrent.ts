import * as tf from '@tensorflow/tfjs-core';
import type { LayerOf } from '../../../models/layer-kinds/layer-kind.ts';
import type { LayerMapping } from './layer-mapping.ts';
import { project } from './project.ts';

/**
 * Reads the steps x W + b, each [batch, gates * units], in the order in which they are given, and gives the hidden
 * state [batch, units] behind each of them. `parameters` are those of one direction.
 */
export type ReadSteps = (steps: readonly tf.Tensor[], parameters: readonly tf.Tensor[]) => tf.Tensor[];

/** A recurrent layer of one direction or two; each begins its parameters with W and U, the third of them is b. */
export function mapRecurrent(layer: LayerOf<'lstm'> | LayerOf<'gru'>, read: ReadSteps): LayerMapping {
  const { bidirectional, returnSequences } = layer;
  return (flow, parameters) => {
    const count = bidirectional ? parameters.length / 2 : parameters.length;
    const readWindow = (own: readonly tf.Tensor[], backward: boolean): tf.Tensor => {
      const steps = tf.unstack(project(flow, own[0]!, own[2]!), 1);
      // A copy: TensorFlow.js finds the gradients of the steps by their places in the array that it gave.
      const states = read(backward ? steps.toReversed() : steps, own);
      if (!returnSequences) return states.at(-1)!;
      return tf.stack(backward ? states.toReversed() : states, 1);
    };
    const forward = readWindow(parameters.slice(0, count), false);
    if (!bidirectional) return forward;
    return tf.concat([forward, readWindow(parameters.slice(count), true)], -1);
  };
}

import type { LayerKind } from './layer-kind.ts';
import { inferRecurrentShape, listDirections } from './recurrent.ts';

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000).
 * Gates in the order i, f, g, o along the last axis of W, U and b; sigmoid gates, tanh candidate:
 *   [i f g o] = x_t W + h_{t-1} U + b,  c_t = f * c_{t-1} + i * g,  h_t = o * tanh(c_t).
 */
export const lstm: LayerKind<'lstm'> = {
  kind: 'lstm',
  inferShape: inferRecurrentShape,
  parameters: (layer, input) =>
    listDirections(layer, [
      { name: 'W', shape: [input.width, 4 * layer.units], initializer: 'glorot-uniform' },
      { name: 'U', shape: [layer.units, 4 * layer.units], initializer: 'orthogonal-gates' },
      { name: 'b', shape: [4 * layer.units], initializer: 'lstm-bias' },
    ]),
};

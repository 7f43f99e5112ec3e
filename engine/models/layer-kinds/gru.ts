import type { LayerKind } from './layer-kind.ts';
import { inferRecurrentShape, listDirections } from './recurrent.ts';

/**
 * Gated recurrent unit (Cho et al. 2014), with the reset gate after the recurrent product, as cuDNN, PyTorch and Keras
 * have it. Gates in the order z, r, n along the last axis of W, U and b:
 *   z = sigmoid(x Wz + h Uz + bz),  r = sigmoid(x Wr + h Ur + br),
 *   n = tanh(x Wn + bn + r * (h Un + bR)),  h' = (1 - z) * n + z * h.
 */
export const gru: LayerKind<'gru'> = {
  kind: 'gru',
  inferShape: inferRecurrentShape,
  parameters: (layer, input) =>
    listDirections(layer, [
      { name: 'W', shape: [input.width, 3 * layer.units], initializer: 'glorot-uniform' },
      { name: 'U', shape: [layer.units, 3 * layer.units], initializer: 'orthogonal-gates' },
      { name: 'b', shape: [3 * layer.units], initializer: 'zeros' },
      { name: 'bR', shape: [layer.units], initializer: 'zeros' },
    ]),
};

import { isSequence, type LayerKind } from './layer-kind.ts';

/** y = activation(x W + b); of a sequence, each step by itself. */
export const dense: LayerKind<'dense'> = {
  kind: 'dense',
  inferShape: (layer, input) => (isSequence(input) ? { time: input.time, width: layer.units } : { width: layer.units }),
  parameters(layer, input) {
    return [
      { name: 'W', shape: [input.width, layer.units], initializer: 'glorot-uniform' },
      { name: 'b', shape: [layer.units], initializer: 'zeros' },
    ];
  },
};

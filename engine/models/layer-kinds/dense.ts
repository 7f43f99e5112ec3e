import { describeShape, isSequence, type LayerKind } from './layer-kind.ts';

/** y = activation(x W + b). */
export const dense: LayerKind<'dense'> = {
  kind: 'dense',
  inferShape(layer, input) {
    if (isSequence(input)) {
      throw new Error(
        `expected one vector, found the sequence ${describeShape(input)}; give the recurrent layer before it "returnSequences": false`,
      );
    }
    return { width: layer.units };
  },
  parameters(layer, input) {
    return [
      { name: 'W', shape: [input.width, layer.units], initializer: 'glorot-uniform' },
      { name: 'b', shape: [layer.units], initializer: 'zeros' },
    ];
  },
};

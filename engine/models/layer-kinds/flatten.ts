import { expectSequence, type LayerKind } from './layer-kind.ts';

/** From a sequence to a vector: the steps side by side, the oldest first. */
export const flatten: LayerKind<'flatten'> = {
  kind: 'flatten',
  inferShape(_layer, input) {
    const { time, width } = expectSequence(input);
    return { width: time * width };
  },
  parameters: () => [],
};

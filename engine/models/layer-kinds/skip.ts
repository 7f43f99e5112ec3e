import { describeShape, isSequence, type LayerKind } from './layer-kind.ts';

/**
 * A connection past some layers: y = x + s (He et al. 2016) or y = [x s] along the last axis (Huang et al. 2017), where s
 * is the output of the layer that `from` names, or the window.
 */
export const skip: LayerKind<'skip'> = {
  kind: 'skip',
  inferShape({ from, how }, input, source) {
    if (source === null) throw new RangeError('the graph finds the source of every skip');
    const [time, sourceTime] = [input, source].map((shape) => (isSequence(shape) ? shape.time : null));
    if (time !== sourceTime) {
      throw new Error(
        `expected "${from}" to be ${isSequence(input) ? `a sequence of ${input.time} steps` : 'a vector'}, as ${describeShape(input)} is, found ${describeShape(source)}`,
      );
    }
    if (how === 'concat') return { ...input, width: input.width + source.width };
    if (source.width === input.width) return input;
    throw new Error(
      `expected "${from}" to be as wide as ${describeShape(input)}, to which it is added, found ${describeShape(source)}; put a dense layer with ${source.width} units before it, or join them with "how": "concat"`,
    );
  },
  parameters: () => [],
};

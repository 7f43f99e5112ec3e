import type { LayerOf } from '#engine/models/layer-kinds/layer-kind.ts';
import type { Sequence, Values } from './sequence.ts';

/** Reads a window from its first row to its last and gives the hidden state behind each. */
export type ReadWindow = (inputs: Sequence, units: number, tensors: readonly Values[]) => Sequence;

/** A recurrent layer of one direction, or of two side by side. */
export function recurrent(
  inputs: Sequence,
  { units, returnSequences, bidirectional }: LayerOf<'lstm'> | LayerOf<'gru'>,
  tensors: readonly Values[],
  read: ReadWindow,
): Sequence {
  if (!bidirectional) {
    const states = read(inputs, units, tensors);
    return returnSequences ? states : states.slice(-1);
  }
  const count = tensors.length / 2;
  const forward = read(inputs, units, tensors.slice(0, count));
  // In its own order: the state behind the window's first bar comes last.
  const backward = read(inputs.toReversed(), units, tensors.slice(count));
  if (!returnSequences) return [[...forward.at(-1)!, ...backward.at(-1)!]];
  return forward.map((state, t) => [...state, ...backward[inputs.length - 1 - t]!]);
}

import { affine, product, softmax } from './mathematics.ts';
import type { Sequence, Values } from './sequence.ts';

/** W [width, units], b [units], u [units]. */
export function temporalAttention(inputs: Sequence, units: number, [W, b, u]: readonly Values[]): Sequence {
  const scores = inputs.map((step) => product(affine(step, W!, b!, units).map(Math.tanh), u!, 1, 0));
  const weights = softmax(scores);
  const last = inputs.at(-1)!;
  const context = last.map((_, k) => inputs.reduce((sum, step, t) => sum + weights[t]! * step[k]!, 0));
  return [[...context, ...last]];
}

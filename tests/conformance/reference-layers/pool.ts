import { mean } from './mathematics.ts';
import type { Sequence } from './sequence.ts';

export function pool(inputs: Sequence, how: 'last' | 'mean'): Sequence {
  const last = inputs.at(-1)!;
  return [how === 'last' ? last : last.map((_, k) => mean(inputs.map((row) => row[k]!)))];
}

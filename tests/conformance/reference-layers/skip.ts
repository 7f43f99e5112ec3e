import type { Sequence } from './sequence.ts';

/** Step by step, added or side by side. */
export function skip(flow: Sequence, source: Sequence, how: 'add' | 'concat'): Sequence {
  return flow.map((row, t) =>
    how === 'add' ? row.map((value, k) => value + source[t]![k]!) : [...row, ...source[t]!],
  );
}

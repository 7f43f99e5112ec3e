import type { Sequence } from './sequence.ts';

/** The sinusoids of Vaswani et al. 2017, written from the paper and not from the engine's. */
export function positionalEncoding(inputs: Sequence): Sequence {
  return inputs.map((row, t) =>
    row.map((value, k) => {
      const i = Math.floor(k / 2);
      const angle = t / 10000 ** ((2 * i) / row.length);
      return value + (k === 2 * i ? Math.sin(angle) : Math.cos(angle));
    }),
  );
}

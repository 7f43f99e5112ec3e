import { hash32 } from '#engine/kernel/random.ts';
import type { Sequence } from './sequence.ts';

/** Where the masks of one step come from; `position` is that of the sample in its batch. */
export interface Masks {
  readonly seed: number;
  readonly step: number;
  readonly position: number;
}

/** Inverted dropout with the masks that every backend draws; null where nothing is trained. */
export function dropout(inputs: Sequence, rate: number, stream: number, masks: Masks | null): Sequence {
  if (masks === null) return inputs;
  const { seed, step, position } = masks;
  return inputs.map((row, t) =>
    row.map((value, u) => {
      const index = (position * inputs.length + t) * row.length + u;
      return hash32(seed, step, stream, index) >= rate * 4294967296 ? value / (1 - rate) : 0;
    }),
  );
}

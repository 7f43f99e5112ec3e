import { findDifference } from '#engine/evaluation/leak-certificate/find-difference.ts';
import type { OtherFuture } from '#engine/evaluation/leak-certificate/other-futures.ts';

/** Numbers derived from a history, `width` of them for each of its bars. */
export interface Rows {
  readonly values: Float64Array;
  readonly width: number;
}

export interface FoundLeak {
  readonly how: string;
  /** The bar whose numbers changed, and the last one that should have mattered to it. */
  readonly bar: number;
  readonly lastKept: number;
}

/**
 * What the leak certificate does, for anything that is derived from a history: derives the same numbers from others that
 * agree with it up to a bar and not behind. At the bars up to there they must be the same in every bit, or, where the
 * inputs themselves differ by rounding, by the comparison that is given; the first that is not is returned, or null.
 */
export async function findLeak<Input>(
  derive: (input: Input) => Rows | Promise<Rows>,
  history: Input,
  otherFutures: readonly OtherFuture<Input>[],
  isSame?: (one: number | undefined, other: number | undefined) => boolean,
): Promise<FoundLeak | null> {
  const whole = await derive(history);
  for (const { how, lastKept, input } of otherFutures) {
    const { values } = await derive(input);
    const kept = (lastKept + 1) * whole.width;
    const found = findDifference(whole.values.subarray(0, kept), values.subarray(0, kept), isSame);
    if (found >= 0) return { how, bar: Math.floor(found / whole.width), lastKept };
  }
  return null;
}

/** Numbers derived from a history, `width` of them for each of its bars. */
export interface Rows {
  readonly values: ArrayLike<number>;
  readonly width: number;
}

export interface Leak {
  readonly how: string;
  /** The bar whose numbers changed, and the last one that should have mattered to it. */
  readonly bar: number;
  readonly lastKept: number;
}

/**
 * Derives the same numbers from a history and from others that agree with it up to a bar and not behind.
 * Whatever is derived at a bar up to there must be the same in every bit, or, where the inputs themselves
 * differ by rounding, by the comparison that is given; the first that is not is returned, or null where
 * there is none.
 */
export async function findLeak<Input>(
  derive: (input: Input) => Rows | Promise<Rows>,
  history: Input,
  otherFutures: readonly { readonly how: string; readonly lastKept: number; readonly input: Input }[],
  isSame: (one: number | undefined, other: number | undefined) => boolean = Object.is,
): Promise<Leak | null> {
  const whole = await derive(history);
  for (const { how, lastKept, input } of otherFutures) {
    const { values, width } = await derive(input);
    const kept = (lastKept + 1) * width;
    if (width !== whole.width || values.length < kept) {
      throw new RangeError(`${values.length} numbers were derived; ${kept} stand for the bars that were kept`);
    }
    for (let i = 0; i < kept; i++) {
      if (!isSame(values[i], whole.values[i])) return { how, bar: Math.floor(i / width), lastKept };
    }
  }
  return null;
}

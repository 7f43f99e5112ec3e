import { cutOff, scrambleAfter, type OtherFuture } from '#engine/evaluation/leak-certificate/other-futures.ts';
import type { InstrumentInput } from '#engine/features/dataset.ts';
import { adjustBars } from '#engine/market-data/adjustment/adjust.ts';
import { factorsFromAdjustedClose, volumeFactorFromSplits } from '#engine/market-data/adjustment/derive-factors.ts';

/** Shares that one share of before counts as, by the first bar on the new scale. */
export type Splits = ReadonlyMap<number, number>;

/**
 * What the import makes of the price file of a day: raw prices and volumes on the scale of their own day, the
 * closes that a provider adjusts for the splits up to the last row, factors derived from them, and the
 * history adjusted by these. `input` has the prices without splits, and raw volumes.
 */
export function importHistory(input: InstrumentInput, splits: Splits): InstrumentInput {
  const { bars } = input;
  let sharesByThen = 1;
  const shares = bars.time.map((_, t) => (sharesByThen *= splits.get(t) ?? 1));
  const onOwnScale = (column: Float64Array): Float64Array => column.map((price, t) => price / shares[t]!);
  const [open, high, low, close] = [bars.open, bars.high, bars.low, bars.close].map(onOwnScale) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const adjustedClose = close.map((value, t) => value / (sharesByThen / shares[t]!));
  const split = [...splits].filter(([t]) => t < bars.time.length);
  const actions = {
    time: Float64Array.from(split, ([t]) => bars.time[t]!),
    dividend: new Float64Array(split.length),
    split: Float64Array.from(split, ([, ratio]) => ratio),
  };
  return {
    ...input,
    bars: adjustBars({
      ...bars,
      ...{ open, high, low, close },
      priceFactor: factorsFromAdjustedClose(adjustedClose, close),
      volumeFactor: volumeFactorFromSplits(bars.time, actions),
    }),
  };
}

/** The imports of the file as it was on the day of a bar, and of one whose prices and splits behind it are others. */
export function importOtherFutures(
  input: InstrumentInput,
  splits: Splits,
  lastKept: number,
  seed: number,
): OtherFuture<InstrumentInput>[] {
  const otherSplits = new Map([...splits].map(([t, k]) => [t, t > lastKept ? 1 / k : k]));
  return [
    { how: 'cut off', lastKept, input: importHistory(cutOff(input, lastKept), splits) },
    { how: 'scrambled', lastKept, input: importHistory(scrambleAfter(input, lastKept, seed), otherSplits) },
  ];
}

import type { InstrumentInput } from '#engine/features/dataset.ts';
import { cutHistory, scrambleAfter, type OtherFuture } from '#engine/features/invented-history.test-data.ts';
import { adjustBars } from '#engine/market-data/adjust.ts';
import { derivePriceFactor, deriveVolumeFactor } from '#engine/market-data/csv/derive-factors.ts';
import type { PriceRow } from '#engine/market-data/parsed-price-file.ts';

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
  const rows = Array.from(close, (value, t): PriceRow => {
    const adjustedClose = value / (sharesByThen / shares[t]!);
    return {
      row: t + 2,
      time: bars.time[t]!,
      open: open[t]!,
      high: high[t]!,
      low: low[t]!,
      close: value,
      volume: bars.volume[t]!,
      adjustedClose,
      sentiment: null,
    };
  });
  const splitDays = new Map([...splits].flatMap(([t, k]) => (t < bars.time.length ? [[bars.time[t]!, k]] : [])));
  return {
    ...input,
    bars: adjustBars({
      ...bars,
      ...{ open, high, low, close },
      priceFactor: derivePriceFactor(rows),
      volumeFactor: deriveVolumeFactor(bars.time, splitDays),
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
    { how: 'cut off', lastKept, input: importHistory(cutHistory(input, 0, lastKept + 1), splits) },
    { how: 'scrambled', lastKept, input: importHistory(scrambleAfter(input, lastKept, seed), otherSplits) },
  ];
}

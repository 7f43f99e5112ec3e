import type { Bars } from '#contract/bars.ts';
import type { FeatureInput } from '../../features/feature-kind.ts';
import { createRandom } from '../../kernel/random.ts';

/** A history whose bars after `lastKept` are others than they were. */
export interface OtherFuture<Input> {
  readonly how: 'cut off' | 'scrambled';
  /** Index of a bar. */
  readonly lastKept: number;
  readonly input: Input;
}

/**
 * The same history up to `lastKept`, once without a future and once with another one. External series are changed as
 * they were joined: by the bar at whose close a value was known.
 */
export function alterFuture<Input extends FeatureInput>(
  input: Input,
  lastKept: number,
  seed: number,
): OtherFuture<Input>[] {
  return [
    { how: 'cut off', lastKept, input: cutOff(input, lastKept) },
    { how: 'scrambled', lastKept, input: scrambleAfter(input, lastKept, seed) },
  ];
}

/** The history up to a bar. */
export function cutOff<Input extends FeatureInput>(input: Input, lastKept: number): Input {
  return mapColumns(input, (column) => column.slice(0, lastKept + 1));
}

/**
 * The history with everything but the times after `lastKept` replaced by other numbers: those of before times a random
 * factor, so that prices stay prices, and random numbers from 0 to 1 instead of zeros, which no factor changes. A
 * missing value stays missing.
 */
export function scrambleAfter<Input extends FeatureInput>(input: Input, lastKept: number, seed: number): Input {
  const random = createRandom(seed);
  const scrambled = mapColumns(input, (column) => {
    const changed = column.slice();
    for (let t = lastKept + 1; t < column.length; t++) {
      changed[t] = column[t] === 0 ? random.uniform() : column[t]! * Math.exp(random.normal());
    }
    return changed;
  });
  return { ...scrambled, bars: { ...scrambled.bars, time: input.bars.time } };
}

function mapColumns<Input extends FeatureInput>(input: Input, map: (column: Float64Array) => Float64Array): Input {
  const { time, open, high, low, close, volume } = input.bars;
  const bars: Bars = {
    time: map(time),
    open: map(open),
    high: map(high),
    low: map(low),
    close: map(close),
    volume: map(volume),
  };
  if (!input.series) return { ...input, bars };
  const series = Object.fromEntries(Object.entries(input.series).map(([name, column]) => [name, map(column)]));
  return { ...input, bars, series };
}

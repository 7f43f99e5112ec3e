import type { SplitSpec } from './model-spec.ts';
import type { SplitPart } from './training.ts';

export const splitPartNames = ['train', 'validation', 'calibration', 'test'] as const satisfies SplitPart['name'][];

/** A part of the split as places in the usable bars, both ends included; empty where last < first. */
export interface SplitPlaces {
  readonly name: SplitPart['name'];
  readonly first: number;
  readonly last: number;
}

/** The five borders of the four parts as places among `bars` usable bars, the first 0 and the last `bars`. */
export function findBorders(bars: number, { train, validation, calibration }: SplitSpec): number[] {
  const shares = [train, train + validation, train + validation + calibration];
  return [0, ...shares.map((share) => Math.round(bars * share)), bars];
}

/**
 * The parts between five borders, after purge and embargo.
 *
 * Purge (López de Prado 2018, ch. 7): the label of bar t reaches to bar t + h, so the last h bars before a border belong to
 * no part; `embargoBars` more are left out after it.
 */
export function cutPlaces(
  borders: readonly number[],
  { embargoBars }: Pick<SplitSpec, 'embargoBars'>,
  horizonBars: number,
): SplitPlaces[] {
  return splitPartNames.map((name, i) => ({
    name,
    first: borders[i]! + (i === 0 ? 0 : embargoBars),
    // The test part needs no purge at its end: no outcome behind it is used by anything.
    last: borders[i + 1]! - 1 - (i === 3 ? 0 : horizonBars),
  }));
}

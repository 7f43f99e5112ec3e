import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { SplitSpec } from '#contract/model-spec.ts';
import type { SplitPart } from '#contract/training.ts';

export type PartName = SplitPart['name'];

/** A span of bar times, both ends included, that belongs to one part of the split. */
export interface PartInterval<Name extends PartName = PartName> {
  readonly part: Name;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** The only thing that scalers can be fitted on. */
export type TrainInterval = PartInterval<'train'>;

export interface Split {
  readonly train: TrainInterval;
  readonly validation: PartInterval<'validation'>;
  readonly calibration: PartInterval<'calibration'>;
  readonly test: PartInterval<'test'>;
}

export const partNames = ['train', 'validation', 'calibration', 'test'] as const;

/**
 * Cuts time into train, validation, calibration and test, in this order, with the same borders for all
 * instruments: stocks move together, so a border per instrument would let one's future teach another.
 * `times` are the bar times at which any instrument has a usable window with a known outcome, ascending
 * and distinct.
 *
 * Purge (López de Prado 2018, ch. 7): the label of bar t reaches to bar t + h, so the last h bars before a
 * border belong to no part; `embargoBars` more are left out after it.
 * Errors: data/too-short where a part would be empty.
 */
export function splitTimes(times: Float64Array, spec: SplitSpec, horizonBars: number): Split {
  const n = times.length;
  const borders = [
    0,
    Math.round(n * spec.train),
    Math.round(n * (spec.train + spec.validation)),
    Math.round(n * (spec.train + spec.validation + spec.calibration)),
    n,
  ];
  function cut<Name extends PartName>(part: Name, index: number): PartInterval<Name> {
    const first = borders[index]! + (index === 0 ? 0 : spec.embargoBars);
    // The test part needs no purge at its end: no outcome behind it is used by anything.
    const last = borders[index + 1]! - 1 - (index === 3 ? 0 : horizonBars);
    if (last < first) {
      throw new AppError(
        'data/too-short',
        `There are ${n} usable bars; the ${part} part would be empty after the purge of ${horizonBars} bars and the embargo of ${spec.embargoBars}.`,
        'Import a longer history, choose a shorter horizon, or change the split.',
      );
    }
    return { part, from: times[first]!, to: times[last]! };
  }
  return {
    train: cut('train', 0),
    validation: cut('validation', 1),
    calibration: cut('calibration', 2),
    test: cut('test', 3),
  };
}

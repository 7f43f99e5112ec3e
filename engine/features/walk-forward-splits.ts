import { AppError } from '#contract/errors.ts';
import type { SplitSpec } from '#contract/model-spec.ts';
import type { WalkForwardPlan } from '#contract/walk-forward.ts';
import type { PartInterval, PartName, Split } from './split.ts';

/** How time is cut: folds, mode and test bars of the plan; proportions of the fitted span and embargo of the split. */
export type WalkForwardCut = SplitSpec & Pick<WalkForwardPlan, 'folds' | 'mode'> & { readonly testBars?: number };

/**
 * Cuts time into one split for each fold, with borders that all instruments share. `times` are the bar times at which
 * any instrument has a usable window with a known outcome, ascending and distinct.
 *
 * The test parts lie end to end and are the last folds · testBars bars. Before each lies its fitted span, cut into
 * train, validation and calibration in the proportions of `cut`: from the first bar on ('expanding'), or as many bars
 * as the first fold has ('rolling'). Before every border the last `horizonBars` bars, whose labels reach over it, and
 * `embargoBars` more belong to no part; so the test parts leave no bar out. A label of a test part may end in the next
 * fold's test part, where nothing is fitted on it.
 *
 * Without testBars, the first fold has the proportions of the split: with a fitted share f of W bars,
 * f·W + folds · (1 - f)·W = n.
 *
 * Sources: Pardo 2008, The Evaluation and Optimization of Trading Strategies, chapter 11; López de Prado 2018, chapters
 * 7 (purge and embargo) and 12.
 * Errors: data/too-short where a part of a fold would be empty.
 */
export function walkForwardSplits(times: Float64Array, cut: WalkForwardCut, horizonBars: number): Split[] {
  const n = times.length;
  const fitted = cut.train + cut.validation + cut.calibration;
  const testBars = cut.testBars ?? Math.max(1, Math.floor((n * (1 - fitted)) / (fitted + cut.folds * (1 - fitted))));
  const firstSpan = n - cut.folds * testBars;
  const gap = horizonBars + cut.embargoBars;
  return Array.from({ length: cut.folds }, (_, k) => {
    const testFrom = firstSpan + k * testBars;
    const start = cut.mode === 'rolling' ? k * testBars : 0;
    const span = testFrom - start;
    const border = (share: number): number => start + Math.round((span * share) / fitted);
    const borders = [start, border(cut.train), border(cut.train + cut.validation), testFrom];
    const fit = <Name extends PartName>(part: Name, index: number): PartInterval<Name> => {
      const first = borders[index]!;
      const last = borders[index + 1]! - 1 - gap;
      if (last < first) {
        throw new AppError(
          'data/too-short',
          `There are ${n} usable bars, of which ${cut.folds} folds test ${testBars} each; fold ${k + 1} has ${Math.max(0, span)} bars to fit on, and its ${part} part would be empty after the purge of ${horizonBars} bars and the embargo of ${cut.embargoBars}.`,
          'Choose fewer folds or shorter test parts, import a longer history, choose a shorter horizon, or change the split.',
        );
      }
      return { part, from: times[first]!, to: times[last]! };
    };
    return {
      train: fit('train', 0),
      validation: fit('validation', 1),
      calibration: fit('calibration', 2),
      test: { part: 'test', from: times[testFrom]!, to: times[testFrom + testBars - 1]! },
    };
  });
}

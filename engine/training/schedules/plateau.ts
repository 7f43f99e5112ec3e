import type { Schedule } from './schedule.ts';

/**
 * rate ← max(rate · factor, minimum) whenever the validation loss was no better than the best before for more than
 * `patience` epochs in a row, counted from the last such cut or the last better epoch. PyTorch's ReduceLROnPlateau
 * with mode min, threshold 0, cooldown 0 and eps 0.
 * The rate is computed afresh from all losses since the warm-up, so that the epochs in a checkpoint are the whole
 * of its state.
 */
export function plateauRate(
  base: number,
  { patience, factor, minimum }: Schedule<'plateau'>,
  validationLosses: readonly number[],
): number {
  let rate = base;
  let best = Infinity;
  let epochsWithoutBetter = 0;
  for (const loss of validationLosses) {
    if (loss < best) {
      best = loss;
      epochsWithoutBetter = 0;
    } else {
      epochsWithoutBetter++;
    }
    if (epochsWithoutBetter > patience) {
      rate = Math.max(rate * factor, minimum);
      epochsWithoutBetter = 0;
    }
  }
  return rate;
}

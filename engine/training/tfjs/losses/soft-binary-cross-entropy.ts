import { softplus } from '../../../models/head-kinds/head-kind.ts';
import { lossFromNumbers } from './from-numbers.ts';
import { logistic } from './logistic.ts';
import type { LossFunction } from './loss-function.ts';

/**
 * Binary cross-entropy with label smoothing (Szegedy et al. 2016) and focus f (focal loss; Lin et al. 2017):
 * -(t (1 - p)^f ln p + (1 - t) p^f ln(1 - p)), t = y (1 - smoothing) + smoothing / 2. outputs [batch, horizons] are
 * logits.
 */
export function softBinaryCrossEntropy(smoothing: number, focus: number): LossFunction {
  return lossFromNumbers(1, (outputs, label, slopes) => {
    const x = outputs[0]!;
    const t = label * (1 - smoothing) + smoothing / 2;
    const [p, q] = [logistic(x), logistic(-x)];
    const [minusLnP, minusLnQ] = [softplus(-x), softplus(x)];
    const [up, down] = [q ** focus, p ** focus];
    slopes[0] = (1 - t) * down * (p + focus * q * minusLnQ) - t * up * (q + focus * p * minusLnP);
    return t * up * minusLnP + (1 - t) * down * minusLnQ;
  });
}

import { LEAST_SCALE, softplus } from '../../../models/head-kinds/head-kind.ts';
import { lossFromNumbers } from './from-numbers.ts';
import { logistic } from './logistic.ts';

/**
 * Negative log-likelihood of a normal distribution (Nix and Weigend 1994): ln(2 pi) / 2 + ln sigma + z^2 / 2 with
 * z = (y - mu) / sigma and sigma = 1e-3 + softplus(s). outputs [batch, horizons * 2], mu and s of each.
 */
export const gaussian = lossFromNumbers(2, (outputs, label, slopes) => {
  const s = outputs[1]!;
  const sigma = LEAST_SCALE + softplus(s);
  const z = (label - outputs[0]!) / sigma;
  slopes[0] = -z / sigma;
  slopes[1] = ((1 - z * z) / sigma) * logistic(s);
  return 0.5 * Math.log(2 * Math.PI) + Math.log(sigma) + (z * z) / 2;
});

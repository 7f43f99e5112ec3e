import { logGammaRatio, logGammaRatioSlope } from '../../../kernel/gamma-ratio.ts';
import { LEAST_DEGREES, LEAST_SCALE, softplus } from '../../../models/head-kinds/head-kind.ts';
import { lossFromNumbers } from './from-numbers.ts';
import { logistic } from './logistic.ts';

/**
 * Negative log-likelihood of Student's t (Lange, Little and Taylor 1989), with location mu, scale
 * sigma = 1e-3 + softplus(s) and degrees of freedom nu = 2 + softplus(d):
 *   ln Gamma(nu / 2) - ln Gamma((nu + 1) / 2) + ln(nu pi) / 2 + ln sigma + (nu + 1) / 2 ln(1 + z^2 / nu).
 * outputs [batch, horizons * 3], mu, s and d of each.
 */
export const studentT = lossFromNumbers(3, (outputs, label, slopes) => {
  const s = outputs[1]!;
  const d = outputs[2]!;
  const sigma = LEAST_SCALE + softplus(s);
  const nu = LEAST_DEGREES + softplus(d);
  const z = (label - outputs[0]!) / sigma;
  const k = (nu + 1) / (nu + z * z);
  const tail = Math.log1p((z * z) / nu);
  slopes[0] = (-k * z) / sigma;
  slopes[1] = ((1 - k * z * z) / sigma) * logistic(s);
  slopes[2] = 0.5 * (1 / nu + tail - (k * z * z) / nu - logGammaRatioSlope(nu / 2)) * logistic(d);
  return 0.5 * Math.log(nu * Math.PI) + Math.log(sigma) + 0.5 * (nu + 1) * tail - logGammaRatio(nu / 2);
});

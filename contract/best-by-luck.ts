import { inverseNormalCdf } from './normal-distribution.ts';

const EULER_MASCHERONI = 0.5772156649015329;

/**
 * The Sharpe ratio that the best of `trials` trials without skill is expected to show, in the unit of `deviation`, the
 * standard deviation of the ratio between trials: deviation * ((1 - γ) Φ⁻¹(1 - 1/N) + γ Φ⁻¹(1 - 1/(N e))); 0 for one trial.
 * The probabilistic Sharpe ratio above it is the deflated one. Source: Bailey and López de Prado 2014, "The deflated Sharpe
 * ratio", Journal of Portfolio Management 40(5), 94-107.
 */
export function bestByLuck(trials: number, deviation: number): number {
  if (trials <= 1) return 0;
  return (
    deviation *
    ((1 - EULER_MASCHERONI) * inverseNormalCdf(1 - 1 / trials) +
      EULER_MASCHERONI * inverseNormalCdf(1 - 1 / (trials * Math.E)))
  );
}

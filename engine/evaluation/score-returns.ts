import type { Evaluation } from '#contract/evaluation.ts';
import { meanAbsoluteError } from './metrics/mean-absolute-error.ts';
import { meanAbsolutePercentageError } from './metrics/mean-absolute-percentage-error.ts';
import { rootMeanSquareError } from './metrics/root-mean-square-error.ts';

/** Expected and actual simple returns, [n] each. */
export interface ReturnForecasts {
  readonly outcome: Float64Array;
  readonly model: Float64Array;
  readonly drift: Float64Array;
  readonly ridge: Float64Array;
}

/** Errors of the expected return, beside those of drift alone and of ridge regression. */
export function scoreReturns({ outcome, model, drift, ridge }: ReturnForecasts): Evaluation['returns'] {
  return {
    rmse: rootMeanSquareError(model, outcome),
    mae: meanAbsoluteError(model, outcome),
    mape: meanAbsolutePercentageError(model, outcome),
    driftRmse: rootMeanSquareError(drift, outcome),
    driftMae: meanAbsoluteError(drift, outcome),
    driftMape: meanAbsolutePercentageError(drift, outcome),
    ridgeRmse: rootMeanSquareError(ridge, outcome),
    ridgeMae: meanAbsoluteError(ridge, outcome),
    ridgeMape: meanAbsolutePercentageError(ridge, outcome),
  };
}

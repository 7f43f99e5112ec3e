import type { EpochMs } from '#contract/bars.ts';
import type { Dataset } from '../../features/dataset.ts';
import { fitLogistic, logistic } from './fit-logistic.ts';
import { fitRidge } from './fit-ridge.ts';
import { evaluateLinear, type LinearFunction } from './linear-function.ts';

/**
 * What a model without layers makes of the same features: logistic regression for the direction, ridge regression for the
 * scaled return over one horizon, both on the last row of each window. A network that is not better than these has
 * learned nothing that needs a network.
 */
export interface LinearModels {
  readonly logistic: LinearFunction;
  readonly ridge: LinearFunction;
  readonly samples: number;
  readonly fittedOn: { readonly from: EpochMs; readonly to: EpochMs };
}

/** Windows that are fitted on, spread evenly over the train part: neighbours say nearly the same. */
const MOST_SAMPLES = 10_000;

/** Fits those of the horizon at that place on the train part alone. */
export function fitLinearModels({ parts, split, instruments }: Dataset, horizon: number): LinearModels {
  const { windows, origins, outcomesUntil } = parts.train;
  const { features, featureCount, ends } = windows;
  const stride = Math.ceil(ends.length / MOST_SAMPLES);
  const samples = Array.from({ length: Math.ceil(ends.length / stride) }, (_, i) => i * stride);
  // Without the place of the instrument, which some networks read behind the features: it is a name, not a number.
  const columns = instruments[0]!.scalers.length;
  const rows = new Float64Array(samples.length * columns);
  samples.forEach((sample, i) => {
    const from = ends[sample]! * featureCount;
    rows.set(features.subarray(from, from + columns), i * columns);
  });
  const outcomes = samples.map((sample) => {
    const { logReturn, scale } = instruments[origins.instrument[sample]!]!.labels.horizons[horizon]!;
    const bar = origins.bar[sample]!;
    return { logReturn: logReturn[bar]!, scaled: logReturn[bar]! / scale[bar]! };
  });
  return {
    logistic: fitLogistic(
      rows,
      columns,
      Uint8Array.from(outcomes, ({ logReturn }) => (logReturn > 0 ? 1 : 0)),
    ),
    ridge: fitRidge(
      rows,
      columns,
      Float64Array.from(outcomes, ({ scaled }) => scaled),
    ),
    samples: samples.length,
    fittedOn: { from: split.train.from, to: outcomesUntil },
  };
}

/**
 * What they say of the row that begins at `from`: P(up), and the return over the horizon, which is the exponential of the
 * log return that the ridge regression expects.
 */
export function readLinearModels(
  models: LinearModels,
  rows: ArrayLike<number>,
  from: number,
  scale: number,
): { readonly probabilityUp: number; readonly expectedReturn: number } {
  return {
    probabilityUp: logistic(evaluateLinear(models.logistic, rows, from)),
    expectedReturn: Math.expm1(scale * evaluateLinear(models.ridge, rows, from)),
  };
}

import type { EpochMs } from '#contract/bars.ts';
import type { Evaluation } from '#contract/evaluation.ts';
import type { Experiment } from '#contract/model-spec.ts';
import { evaluateTestSlice } from './evaluate.ts';
import { forecastSlice, type SliceForecasts } from './forecast-slice.ts';
import type { InstrumentInput } from '../features/dataset.ts';
import type { BundleManifest } from '../forecast/bundle.ts';
import type { GradePolicy } from '../forecast/grade.ts';
import type { PredictionParts } from '../forecast/predict-history.ts';
import type { InferenceNetwork } from '../inference/open-network.ts';
import { deriveSeed } from '../kernel/random.ts';

/**
 * Scores a model, horizon by horizon, on all bars from `testFrom` on whose outcome is known, beside the baselines.
 * Errors: data/too-short where there is none.
 */
export async function evaluateModel(
  model: PredictionParts & Pick<BundleManifest, 'gradePolicy'>,
  network: InferenceNetwork,
  inputs: readonly InstrumentInput[],
  testFrom: EpochMs,
): Promise<Evaluation[]> {
  const forecasts = await forecastSlice(model, network, inputs, testFrom);
  return forecasts.map((own, h) => evaluateForecasts(model.experiment, model.gradePolicy, h, inputs, own));
}

/** Scores forecasts of the horizon at that place, whose instruments are numbered as in `inputs`, beside the baselines. */
export function evaluateForecasts(
  { spec, seed, costs }: Experiment,
  gradePolicy: GradePolicy,
  horizon: number,
  inputs: readonly InstrumentInput[],
  forecasts: SliceForecasts,
): Evaluation {
  return evaluateTestSlice({
    ...forecasts,
    symbols: inputs.map((input) => input.symbol),
    closes: inputs.map((input) => input.bars.close),
    times: inputs.map((input) => input.bars.time),
    timeframe: spec.timeframe,
    costs,
    gradePolicy,
    horizonBars: spec.label.horizons[horizon]!,
    seed: deriveSeed(seed, 'evaluation'),
  });
}

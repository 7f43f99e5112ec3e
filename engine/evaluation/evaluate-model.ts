import type { EpochMs } from '#contract/bars.ts';
import type { Evaluation } from '#contract/evaluation.ts';
import type { Experiment } from '#contract/model-spec.ts';
import { evaluateTestSlice } from './evaluate.ts';
import { forecastSlice, type SliceForecasts } from './forecast-slice.ts';
import type { InstrumentInput } from '../features/dataset.ts';
import type { PredictionParts } from '../forecast/predict-history.ts';
import type { InferenceNetwork } from '../inference/open-network.ts';
import { deriveSeed } from '../kernel/random.ts';

/**
 * Scores a model on all bars from `testFrom` on whose outcome is known, beside the baselines.
 * Errors: data/too-short where there is none.
 */
export async function evaluateModel(
  model: PredictionParts,
  network: InferenceNetwork,
  inputs: readonly InstrumentInput[],
  testFrom: EpochMs,
): Promise<Evaluation> {
  return evaluateForecasts(model.experiment, inputs, await forecastSlice(model, network, inputs, testFrom));
}

/** Scores forecasts, whose instruments are numbered as in `inputs`, beside the baselines. */
export function evaluateForecasts(
  { spec, seed }: Experiment,
  inputs: readonly InstrumentInput[],
  forecasts: SliceForecasts,
): Evaluation {
  return evaluateTestSlice({
    ...forecasts,
    symbols: inputs.map((input) => input.symbol),
    closes: inputs.map((input) => input.bars.close),
    horizonBars: spec.label.horizonBars,
    seed: deriveSeed(seed, 'evaluation'),
  });
}

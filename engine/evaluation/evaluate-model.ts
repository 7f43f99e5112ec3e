import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { Evaluation } from '#contract/evaluation.ts';
import { evaluateTestSlice } from './evaluate.ts';
import type { InstrumentInput } from '../features/dataset.ts';
import { predictHistory, type HistoricalForecasts, type PredictionParts } from '../forecast/predict-history.ts';
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
  const forecasts: HistoricalForecasts[] = [];
  for (const input of inputs) forecasts.push(await predictHistory(model, network, input, testFrom));

  const samples: { instrument: number; row: number; time: number }[] = [];
  forecasts.forEach((forecast, instrument) => {
    forecast.outcome.forEach((outcome, row) => {
      if (!Number.isNaN(outcome)) samples.push({ instrument, row, time: forecast.time[row]! });
    });
  });
  if (samples.length === 0) {
    throw new AppError(
      'data/too-short',
      'No bar of the test slice has a known outcome yet.',
      'Import newer bars, or train with a split that leaves more for the test.',
    );
  }
  samples.sort((a, b) => a.time - b.time || a.instrument - b.instrument);

  const { levels, baseRate } = model.calibrator;
  const column = (read: (f: HistoricalForecasts, row: number) => number): Float64Array =>
    Float64Array.from(samples, (s) => read(forecasts[s.instrument]!, s.row));
  const quantiles = new Float64Array(samples.length * levels.length);
  samples.forEach(({ instrument, row }, i) => {
    const { scaledQuantiles } = forecasts[instrument]!;
    quantiles.set(scaledQuantiles.subarray(row * levels.length, (row + 1) * levels.length), i * levels.length);
  });
  return evaluateTestSlice({
    symbols: inputs.map((input) => input.symbol),
    closes: inputs.map((input) => input.bars.close),
    time: Float64Array.from(samples, (s) => s.time),
    instrumentIndex: Int32Array.from(samples, (s) => s.instrument),
    barIndex: Int32Array.from(samples, (s) => forecasts[s.instrument]!.bar[s.row]!),
    outcome: column((f, row) => f.outcome[row]!),
    scale: column((f, row) => f.scale[row]!),
    levels,
    quantiles,
    probabilityUp: column((f, row) => f.probabilityUp[row]!),
    expectedReturn: column((f, row) => f.expectedReturn[row]!),
    calibrationBaseRate: baseRate,
    horizonBars: model.experiment.spec.label.horizonBars,
    seed: deriveSeed(model.experiment.seed, 'evaluation'),
  });
}

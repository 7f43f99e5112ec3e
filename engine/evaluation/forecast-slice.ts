import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import { trendClasses } from '#contract/evaluation.ts';
import type { LabelSpec } from '#contract/model-spec.ts';
import type { InstrumentInput } from '../features/dataset.ts';
import { classBorders, classOf } from '../features/label.ts';
import type { Calibrator } from '../forecast/calibrator.ts';
import { predictHistory, type HistoricalForecasts, type PredictionParts } from '../forecast/predict-history.ts';
import type { InferenceNetwork } from '../inference/open-network.ts';

/** What was forecast of one horizon on a slice and what came, as columns; sample i is one window that ends at one instrument's bar. */
export interface SliceForecasts {
  /** Time of the window's last bar, ascending, EpochMs. [n] */
  readonly time: Float64Array;
  /** Index into a list of instruments that is kept beside the columns. [n] */
  readonly instrumentIndex: Int32Array;
  /** Index of the window's last bar in its instrument's bars. [n] */
  readonly barIndex: Int32Array;
  /** What came: ln(close[t+h] / close[t]). [n] */
  readonly outcome: Float64Array;
  /** Log return per unit of the scaled label: sigma[t] · sqrt(h). [n] */
  readonly scale: Float64Array;
  /** Quantile levels of the model, ascending; with 0.025, 0.1, 0.25 and their mirror images among them. [levels] */
  readonly levels: readonly number[];
  /** Calibrated quantiles in units of the scaled label, in rows. [n × levels] */
  readonly quantiles: Float64Array;
  /** Probability that the model gives to a log return above zero. [n] */
  readonly probabilityUp: Float64Array;
  /** Expected simple return over the horizon. [n] */
  readonly expectedReturn: Float64Array;
  /** Variance of the simple return over the horizon. [n] */
  readonly variance: Float64Array;
  /** P(up) by logistic regression on the same features. [n] */
  readonly logisticUp: Float64Array;
  /** Simple return over the horizon by ridge regression on the same features. [n] */
  readonly ridgeReturn: Float64Array;
  /** Share of ups on the calibration slice of the model that made the forecast. [n] */
  readonly baseRate: Float64Array;
  /** Of models with a trend label; null for the others. */
  readonly classes: ClassForecasts | null;
}

/** What was said of the three classes of a trend label, and which one came. */
export interface ClassForecasts {
  /** [n × 3] */
  readonly probabilities: Float64Array;
  /** [n] Place of the class that came. */
  readonly actual: Uint8Array;
  /** [n × 3] Shares of the classes on the calibration slice of the model that made the forecast. */
  readonly baseShares: Float64Array;
}

/**
 * Lets a model forecast at all bars from `from` to `to` whose outcome is known; instruments are numbered as in `inputs`.
 * Returns those of each horizon, in the order of the label.
 * Errors: data/too-short where there is no such bar, those of predictHistory.
 */
export async function forecastSlice(
  model: PredictionParts,
  network: InferenceNetwork,
  inputs: readonly InstrumentInput[],
  from: EpochMs,
  to: EpochMs = Infinity,
): Promise<SliceForecasts[]> {
  const forecasts: HistoricalForecasts[][] = [];
  for (const input of inputs) forecasts.push(await predictHistory(model, network, input, from));
  return model.calibrators.map((calibrator, h) =>
    gatherSlice(
      model.experiment.spec.label,
      calibrator,
      forecasts.map((own) => own[h]!),
      to,
    ),
  );
}

function gatherSlice(
  label: LabelSpec,
  calibrator: Calibrator,
  forecasts: readonly HistoricalForecasts[],
  to: EpochMs,
): SliceForecasts {
  const samples: { instrument: number; row: number; time: number }[] = [];
  forecasts.forEach((forecast, instrument) => {
    forecast.outcome.forEach((outcome, row) => {
      if (!Number.isNaN(outcome) && forecast.time[row]! <= to)
        samples.push({ instrument, row, time: forecast.time[row]! });
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

  const { levels, baseRate } = calibrator;
  const column = (read: (f: HistoricalForecasts, row: number) => number): Float64Array =>
    Float64Array.from(samples, (s) => read(forecasts[s.instrument]!, s.row));
  const rows = (width: number, read: (f: HistoricalForecasts) => Float64Array): Float64Array => {
    const joined = new Float64Array(samples.length * width);
    samples.forEach(({ instrument, row }, i) => {
      joined.set(read(forecasts[instrument]!).subarray(row * width, (row + 1) * width), i * width);
    });
    return joined;
  };
  const outcome = column((f, row) => f.outcome[row]!);
  const scale = column((f, row) => f.scale[row]!);
  return {
    time: Float64Array.from(samples, (s) => s.time),
    instrumentIndex: Int32Array.from(samples, (s) => s.instrument),
    barIndex: Int32Array.from(samples, (s) => forecasts[s.instrument]!.bar[s.row]!),
    outcome,
    scale,
    levels,
    quantiles: rows(levels.length, (f) => f.scaledQuantiles),
    probabilityUp: column((f, row) => f.probabilityUp[row]!),
    expectedReturn: column((f, row) => f.expectedReturn[row]!),
    variance: column((f, row) => f.variance[row]!),
    logisticUp: column((f, row) => f.logisticUp[row]!),
    ridgeReturn: column((f, row) => f.ridgeReturn[row]!),
    baseRate: new Float64Array(samples.length).fill(baseRate),
    classes:
      label.kind === 'trend' && calibrator.kind === 'classes'
        ? {
            probabilities: rows(trendClasses.length, (f) => f.classes),
            actual: Uint8Array.from(outcome, (r, i) => classOf(classBorders(label, scale[i]!), r)),
            baseShares: Float64Array.from(samples.flatMap(() => calibrator.shares)),
          }
        : null,
  };
}

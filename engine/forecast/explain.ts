import type { Evaluation } from '#contract/evaluation.ts';
import type { Reason } from '#contract/forecast.ts';
import type { FeatureSpec } from '#contract/model-spec.ts';
import type { WindowSet } from '../features/dataset.ts';
import { resolveFeatures } from '../features/resolve-features.ts';
import { scaleValue, type FittedScaler } from '../features/scalers/scaler.ts';
import type { InferenceNetwork } from '../inference/open-network.ts';

/**
 * Occlusion (Zeiler and Fergus 2014): the same window again for each column of the features, with that column at its
 * mean of the train interval throughout. What the forecast then loses is what the column contributed.
 * Returns one window for each column, in their order.
 */
function occludeWindow(window: Float32Array, windowBars: number, scalers: readonly FittedScaler[]): WindowSet {
  const width = scalers.length;
  const features = new Float32Array(window.length * width);
  scalers.forEach((scaler, c) => {
    const usual = scaleValue(scaler, scaler.mean);
    const copy = window.slice();
    for (let t = 0; t < windowBars; t++) copy[t * width + c] = usual;
    features.set(copy, c * window.length);
  });
  return {
    features,
    featureCount: width,
    windowBars,
    ends: Int32Array.from({ length: width }, (_, c) => (c + 1) * windowBars - 1),
    labels: new Float32Array(width),
  };
}

/** What a number in a row of features is. */
export type ColumnSource = Pick<Extract<Reason, { kind: 'feature' }>, 'feature' | 'series' | 'column' | 'params'>;

/** What the columns of some features are, in the order of the network's inputs. Errors: those of resolveFeatures. */
export function listColumns(features: readonly FeatureSpec[]): ColumnSource[] {
  return resolveFeatures(features).flatMap(({ kind, params, columns, series }) =>
    columns.map((place) => ({
      feature: kind.kind,
      params,
      ...(kind.needs === 'series' && series !== null && { series }),
      ...(kind.columns.length > 1 && { column: kind.columns[place]! }),
    })),
  );
}

/**
 * The column that moved this forecast most, in the direction of the forecast where one did, with what the
 * expected return would be without it. `expectedReturnOf` reads an expected return from a row of outputs.
 */
export async function findLeadingColumn(
  network: InferenceNetwork,
  input: {
    readonly columns: readonly ColumnSource[];
    readonly scalers: readonly FittedScaler[];
    /** [windowBars, columns], scaled. */
    readonly window: Float32Array;
    readonly windowBars: number;
    /** Each column's last value in its own unit. */
    readonly lastValues: readonly number[];
    readonly expectedReturn: number;
  },
  expectedReturnOf: (outputs: Float32Array) => number,
): Promise<Reason> {
  const outputs = await network.run(occludeWindow(input.window, input.windowBars, input.scalers));
  const width = outputs.length / input.columns.length;
  const candidates = input.columns.map((source, c) => {
    const without = expectedReturnOf(outputs.subarray(c * width, (c + 1) * width));
    return { source, value: input.lastValues[c]!, without, pull: input.expectedReturn - without };
  });
  const direction = Math.sign(input.expectedReturn);
  const lead = candidates.reduce((a, b) => (b.pull * direction > a.pull * direction ? b : a));
  return {
    kind: 'feature',
    ...lead.source,
    value: lead.value,
    expectedReturn: input.expectedReturn,
    expectedReturnWithout: lead.without,
  };
}

/** What the price did over the bars before, and whether the forecast goes on in that direction. */
export function describeTrend(close: Float64Array, bars: number, expectedReturn: number): Reason {
  const last = close.length - 1;
  const past = close[last]! / close[Math.max(0, last - bars)]! - 1;
  return { kind: 'trend', bars, return: past, agrees: past * expectedReturn > 0 };
}

/**
 * How the instrument's own 80 % interval held on the test slice; nothing where the slice holds no outcome of it: the
 * pooled coverage would say nothing about it.
 */
export function describeCalibration(evaluation: Evaluation, symbol: string): Reason[] {
  const own = evaluation.instruments.find((instrument) => instrument.symbol === symbol);
  const interval = own?.coverage.find(({ nominal }) => nominal === 0.8);
  if (own === undefined || interval === undefined) return [];
  return [{ kind: 'calibration', nominal: interval.nominal, observed: interval.observed, days: own.days }];
}

import type { Evaluation } from '#contract/evaluation.ts';
import type { Reason } from '#contract/forecast.ts';
import type { FeatureSpec } from '#contract/model-spec.ts';
import { resolveFeatures } from '../features/resolve-features.ts';
import { scaleValue, type FittedScaler } from '../features/scalers/scaler.ts';

/**
 * Occlusion (Zeiler and Fergus 2014): the same window again for each column of the features, with that column at its
 * mean of the train interval throughout. What the forecast then loses is what the column contributed.
 * `window` is [windowBars, width], scaled, the columns first; returns [1 + columns, windowBars, width]: the window as it is,
 * and without each column in their order.
 */
export function occludeWindow(window: Float32Array, width: number, scalers: readonly FittedScaler[]): Float32Array {
  const windows = new Float32Array((1 + scalers.length) * window.length);
  windows.set(window);
  scalers.forEach((scaler, c) => {
    const usual = scaleValue(scaler, scaler.mean);
    const copy = windows.subarray((1 + c) * window.length, (2 + c) * window.length);
    copy.set(window);
    for (let i = c; i < copy.length; i += width) copy[i] = usual;
  });
  return windows;
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

/** A column of the network's input, as it is at the last bar. */
export interface ColumnNow {
  readonly source: ColumnSource;
  /** In the column's own unit. */
  readonly value: number;
}

/**
 * The column that moved this forecast most, in the direction of the forecast where one did, with what the
 * expected return would be without it. `withoutColumn` [columns] are the expected returns without each.
 */
export function findLeadingColumn(
  columns: readonly ColumnNow[],
  expectedReturn: number,
  withoutColumn: readonly number[],
): Reason {
  const direction = Math.sign(expectedReturn);
  const pull = (c: number): number => (expectedReturn - withoutColumn[c]!) * direction;
  const lead = [...columns.keys()].reduce((a, b) => (pull(b) > pull(a) ? b : a));
  const { source, value } = columns[lead]!;
  return { kind: 'feature', ...source, value, expectedReturn, expectedReturnWithout: withoutColumn[lead]! };
}

/** What the price did over the bars before (a simple return), and whether the forecast goes on in that direction. */
export function describeTrend(pastReturn: number, bars: number, expectedReturn: number): Reason {
  return { kind: 'trend', bars, return: pastReturn, agrees: pastReturn * expectedReturn > 0 };
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

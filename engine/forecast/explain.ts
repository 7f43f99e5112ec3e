import type { Evaluation } from '#contract/evaluation.ts';
import type { ComponentName, ForecastComponent, Reason } from '#contract/forecast.ts';
import type { FeatureSpec } from '#contract/model-spec.ts';
import { resolveFeatures } from '../features/resolve-features.ts';
import { scaleValue, type FittedScaler } from '../features/scalers/scaler.ts';

/**
 * Occlusion (Zeiler and Fergus 2014): the same window again for each set of columns, with these columns at their means of
 * the train interval throughout. What the forecast then loses is what they contributed.
 * `window` is [windowBars, width], scaled, the columns first; returns [1 + sets, windowBars, width]: the window as it is,
 * and without each set in their order.
 */
export function occludeWindow(
  window: Float32Array,
  width: number,
  scalers: readonly FittedScaler[],
  sets: readonly (readonly number[])[],
): Float32Array {
  const windows = new Float32Array((1 + sets.length) * window.length);
  windows.set(window);
  sets.forEach((set, place) => {
    const copy = windows.subarray((1 + place) * window.length, (2 + place) * window.length);
    copy.set(window);
    for (const c of set) {
      const scaler = scalers[c]!;
      const usual = scaleValue(scaler, scaler.mean);
      for (let i = c; i < copy.length; i += width) copy[i] = usual;
    }
  });
  return windows;
}

/** What is left out of a window to explain a forecast: each column, and each component. */
export interface Occlusions {
  readonly columns: readonly ColumnSource[];
  /** Columns that are left out together; the first ones are each column by itself. */
  readonly sets: readonly (readonly number[])[];
  /** Columns of each component, and the place of the set without it; null where the model reads nothing else. */
  readonly components: Readonly<
    Record<ComponentName, { readonly columns: number; readonly set: number | null } | null>
  >;
}

/** Series that speak of what people say, not of what was traded. */
const sentimentSeries: readonly string[] = ['sentiment', 'news-flag'];

/** Plans the occlusions of a model that reads these features. Errors: those of resolveFeatures. */
export function planOcclusions(features: readonly FeatureSpec[]): Occlusions {
  const columns = listColumns(features);
  const nameOf = resolveFeatures(features).flatMap(({ kind, columns: own, series }): ComponentName[] => {
    const read = typeof kind.needs === 'object' ? kind.needs.series : kind.needs === 'series' ? series : null;
    const name = read === null ? 'technical' : sentimentSeries.includes(read) ? 'sentiment' : 'external';
    return own.map(() => name);
  });
  const sets: number[][] = columns.map((_, c) => [c]);
  const place = (name: ComponentName): Occlusions['components'][ComponentName] => {
    const own = nameOf.flatMap((of, c) => (of === name ? [c] : []));
    if (own.length === 0) return null;
    if (own.length === columns.length) return { columns: own.length, set: null };
    // A component of one column is left out already.
    if (own.length === 1) return { columns: 1, set: own[0]! };
    return { columns: own.length, set: sets.push(own) - 1 };
  };
  return {
    columns,
    components: { technical: place('technical'), sentiment: place('sentiment'), external: place('external') },
    sets,
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
  return { kind: 'trend', bars, return: pastReturn, agrees: pastReturn * expectedReturn > 0, expectedReturn };
}

/** Which way sentiment pulls the forecast; nothing where the model reads none, or nothing else. */
export function describeSentiment(
  component: ForecastComponent | null,
  expectedReturn: number,
  probabilityUp: number,
): Reason[] {
  if (!component?.without) return [];
  const { expectedReturn: expectedReturnWithout, probabilityUp: probabilityUpWithout } = component.without;
  const supports = (expectedReturn - expectedReturnWithout) * expectedReturn > 0;
  return [{ kind: 'sentiment', supports, expectedReturn, expectedReturnWithout, probabilityUp, probabilityUpWithout }];
}

/**
 * How the instrument's own 80 % interval held on the test slice, and how often the price rose where the model said about
 * the same P(up) of any of its instruments; nothing where the slice holds no outcome of the instrument: the pooled
 * coverage would say nothing about it.
 */
export function describeCalibration(evaluation: Evaluation, symbol: string, probabilityUp: number): Reason[] {
  const own = evaluation.instruments.find((instrument) => instrument.symbol === symbol);
  const interval = own?.coverage.find(({ nominal }) => nominal === 0.8);
  if (own === undefined || interval === undefined) return [];
  const { nominal, observed } = interval;
  const similar = evaluation.probability.reliability.findLast(({ from }) => from <= probabilityUp);
  const isSimilar = similar !== undefined && probabilityUp <= similar.to;
  return [{ kind: 'calibration', nominal, observed, days: own.days, ...(isSimilar && { similar }) }];
}

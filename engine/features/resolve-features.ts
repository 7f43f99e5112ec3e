import { AppError } from '#contract/errors.ts';
import type { FeatureSpec } from '#contract/model-spec.ts';
import type { FeatureInput, FeatureKind, FeatureParams } from './feature-kind.ts';
import { featureKinds } from './feature-kinds.ts';

/** An entry of a spec with its kind and everything that the spec may leave to defaults. */
export interface ResolvedFeature {
  readonly kind: FeatureKind;
  /** Every parameter of the kind. */
  readonly params: FeatureParams;
  /** Places of the chosen columns among those of the kind, in the order of the spec. */
  readonly columns: readonly number[];
  /** The external series that it reads, or null. */
  readonly series: string | null;
}

/**
 * The kinds, parameters, series and columns of a spec's features, in its order. Errors: spec/unknown-feature,
 * spec/unknown-parameter, spec/parameter-out-of-range, spec/unknown-column, spec/missing-series, spec/needless-series;
 * each names the path of the wrong field.
 */
export function resolveFeatures(specs: readonly FeatureSpec[]): ResolvedFeature[] {
  return specs.map((spec, i) => resolveFeature(spec, `features.${i}`));
}

/** One of them; `path` is where it stands in the spec. Errors: those of resolveFeatures. */
export function resolveFeature(spec: FeatureSpec, path: string): ResolvedFeature {
  const kind = featureKinds.find((candidate) => candidate.kind === spec.kind);
  if (!kind) {
    throw new AppError(
      'spec/unknown-feature',
      `${path}.kind: there is no feature "${spec.kind}".`,
      `Use some of: ${featureKinds.map((k) => k.kind).join(', ')}.`,
    );
  }
  return {
    kind,
    params: resolveParams(kind, spec.params, path),
    columns: resolveColumns(kind, spec.columns, path),
    series: resolveSeries(kind, spec.series, path),
  };
}

function resolveParams(kind: FeatureKind, given: FeatureParams, path: string): FeatureParams {
  for (const [name, value] of Object.entries(given)) {
    const parameter = Object.hasOwn(kind.parameters, name) ? kind.parameters[name] : undefined;
    if (!parameter) {
      throw new AppError(
        'spec/unknown-parameter',
        `${path}.params.${name}: the feature "${kind.kind}" has no such parameter; it has ${
          Object.keys(kind.parameters).join(', ') || 'none'
        }.`,
        'Correct "params" of that feature in the spec.',
      );
    }
    const { min, max, integer } = parameter;
    if (!(value >= min && value <= max) || (integer && !Number.isInteger(value))) {
      throw new AppError(
        'spec/parameter-out-of-range',
        `${path}.params.${name}: expected a ${integer ? 'whole number' : 'number'} from ${min} to ${max} for the feature "${kind.kind}", found ${value}.`,
        'Correct "params" of that feature in the spec.',
      );
    }
  }
  const defaults = Object.entries(kind.parameters).map(([name, parameter]) => [name, parameter.default] as const);
  return { ...Object.fromEntries(defaults), ...given };
}

function resolveColumns(kind: FeatureKind, names: readonly string[] | undefined, path: string): number[] {
  return (names ?? kind.columns).map((name, i) => {
    const place = kind.columns.indexOf(name);
    if (place >= 0) return place;
    throw new AppError(
      'spec/unknown-column',
      `${path}.columns.${i}: the feature "${kind.kind}" has no column "${name}"; it has ${kind.columns.join(', ')}.`,
      'Correct "columns" of that feature in the spec, or leave them out to use all.',
    );
  });
}

function resolveSeries({ kind, needs }: FeatureKind, name: string | undefined, path: string): string | null {
  if (needs === 'series') {
    if (name !== undefined) return name;
    throw new AppError(
      'spec/missing-series',
      `${path}.series: the feature "${kind}" reads an external series, and the spec does not say which.`,
      'Name one, such as "series": "vix"; "almanac series" lists those of the workspace.',
    );
  }
  if (name !== undefined) {
    throw new AppError(
      'spec/needless-series',
      `${path}.series: the feature "${kind}" reads no series of the spec's choice, found "${name}".`,
      'Remove "series" from that feature in the spec.',
    );
  }
  return typeof needs === 'object' ? needs.series : null;
}

/** Names of the external series that the features read, each once; for loadHistory. Errors: those of resolveFeatures. */
export function listSeriesNames(specs: readonly FeatureSpec[]): string[] {
  return [...new Set(resolveFeatures(specs).flatMap(({ series }) => (series === null ? [] : [series])))];
}

/** Width of the network's input: the columns of all features. Errors: those of resolveFeatures. */
export function countColumns(specs: readonly FeatureSpec[]): number {
  return resolveFeatures(specs).reduce((sum, { columns }) => sum + columns.length, 0);
}

/** What the history lacks for a feature, as a noun; null where nothing is missing. */
export function findMissingData({ kind: { needs }, series }: ResolvedFeature, input: FeatureInput): string | null {
  // Not what every object has, such as "constructor".
  if (series !== null) return Object.hasOwn(input.series ?? {}, series) ? null : `series "${series}"`;
  if (needs === 'volume' || needs === 'ohlcv') return input.bars.volume.some((volume) => volume > 0) ? null : 'volume';
  return null;
}

/**
 * The features of the spec that all instruments have data for, with all parameters and columns written out, so that
 * they stay what they are if defaults change. An optional one that any instrument lacks data for is left out for all,
 * because pooled instruments share one network.
 * Errors: those of resolveFeatures; spec/missing-data where a required one lacks its data, or where none is left.
 */
export function chooseFeatures(
  specs: readonly FeatureSpec[],
  inputs: readonly { readonly symbol: string; readonly input: FeatureInput }[],
): FeatureSpec[] {
  const resolved = resolveFeatures(specs);
  const chosen = specs.flatMap((spec, i): FeatureSpec[] => {
    const feature = resolved[i]!;
    for (const { symbol, input } of inputs) {
      const missing = findMissingData(feature, input);
      if (missing === null) continue;
      if (spec.optional) return [];
      throw new AppError(
        'spec/missing-data',
        `${symbol} has no ${missing} for the feature "${spec.kind}", which the spec requires.`,
        'Import that data, leave the instrument out, or mark the feature as optional in the spec.',
      );
    }
    return [
      { ...spec, params: { ...feature.params }, columns: feature.columns.map((place) => feature.kind.columns[place]!) },
    ];
  });
  if (chosen.length > 0) return chosen;
  throw new AppError(
    'spec/missing-data',
    `All features of the spec are optional, and there is no data for any of ${specs.map((spec) => spec.kind).join(', ')}.`,
    'Import that data, or add a feature that needs prices only, such as "return".',
  );
}

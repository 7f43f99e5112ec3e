import type { FeatureSpec } from '#contract/model-spec.ts';
import { AppError } from '#contract/errors.ts';
import type { FeatureInput, FeatureKind, FeatureParams } from './feature-kind.ts';
import { featureKinds } from './feature-kinds.ts';

/** The features of one instrument as columns over its bars. */
export interface FeatureTable {
  readonly columns: readonly Float64Array[];
  /** First index at which every column has a value that no longer depends on where the history starts. */
  readonly firstUsable: number;
}

/** The feature kind that a spec names. Errors: spec/unknown-feature, spec/unknown-parameter. */
export function findFeatureKind(spec: FeatureSpec): { kind: FeatureKind; params: FeatureParams } {
  const kind = featureKinds.find((candidate) => candidate.kind === spec.kind);
  if (!kind) {
    throw new AppError(
      'spec/unknown-feature',
      `The spec asks for the feature "${spec.kind}", which does not exist.`,
      `Use some of: ${featureKinds.map((k) => k.kind).join(', ')}.`,
    );
  }
  for (const [name, value] of Object.entries(spec.params)) {
    if (!Object.hasOwn(kind.defaults, name) || !Number.isInteger(value) || value < 1 || value > 10_000) {
      throw new AppError(
        'spec/unknown-parameter',
        `The feature "${spec.kind}" got the parameter ${name} = ${value}; it knows ${
          Object.keys(kind.defaults).join(', ') || 'none'
        }, each a whole number from 1 to 10000.`,
        'Correct "params" of that feature in the spec.',
      );
    }
  }
  return { kind, params: { ...kind.defaults, ...spec.params } };
}

/**
 * The features of the spec that all instruments have data for: an optional one that any of them lacks is
 * left out for all, because pooled instruments share one network.
 * Errors: spec/missing-data where a required one lacks its data, or where none is left.
 */
export function resolveFeatures(
  specs: readonly FeatureSpec[],
  inputs: readonly { symbol: string; input: FeatureInput }[],
): FeatureSpec[] {
  const available = specs.filter((spec) => {
    const { kind } = findFeatureKind(spec);
    const lacking = inputs.find(({ input }) => !kind.isAvailable(input));
    if (lacking && !spec.optional) {
      throw new AppError(
        'spec/missing-data',
        `${lacking.symbol} has no data for the feature "${spec.kind}", which the spec requires.`,
        'Import that data, leave the instrument out, or mark the feature as optional in the spec.',
      );
    }
    return !lacking;
  });
  if (available.length > 0) return available;
  throw new AppError(
    'spec/missing-data',
    `All features of the spec are optional, and there is no data for any of ${specs.map((spec) => spec.kind).join(', ')}.`,
    'Import that data, or add a feature that needs prices only, such as "return".',
  );
}

/** Computes the columns of the features, one per spec entry. Errors: spec/missing-data. */
export function computeFeatures(specs: readonly FeatureSpec[], input: FeatureInput): FeatureTable {
  const length = input.bars.time.length;
  let firstUsable = 0;
  const columns = specs.map((spec) => {
    const { kind, params } = findFeatureKind(spec);
    if (!kind.isAvailable(input)) {
      throw new AppError(
        'spec/missing-data',
        `The model reads the feature "${spec.kind}", for which the history has no data any more.`,
        'Import that data again, or train a model without the feature.',
      );
    }
    const column = kind.compute(input, params);
    firstUsable = Math.max(firstUsable, kind.warmupBars(params));
    while (firstUsable < length && Number.isNaN(column[firstUsable])) firstUsable++;
    return column;
  });
  return { columns, firstUsable };
}

import type { FeatureSpec } from '#contract/model-spec.ts';

/** The words of one language for features. */
export interface FeatureNames {
  readonly kinds: Readonly<Record<string, string>>;
  /** By "kind.column", or by column where all kinds mean the same by it. */
  readonly columns: Readonly<Record<string, string>>;
  readonly quote: (name: string) => string;
  readonly number: (value: number) => string;
}

/**
 * The name that people use for a feature with its parameters, its series and its columns, such as "MACD 12/26/9
 * (histogram)"; a kind or column without a name is shown as it is.
 */
export function writeFeatureName(
  names: FeatureNames,
  { kind, params, series, columns = [] }: Pick<FeatureSpec, 'kind' | 'params' | 'series' | 'columns'>,
): string {
  const parts = [names.kinds[kind] ?? kind];
  if (series !== undefined) parts.push(names.quote(series));
  const numbers = Object.values(params);
  if (numbers.length > 0) parts.push(numbers.map(names.number).join('/'));
  // The only column of a kind is called "value", which says nothing.
  const named = columns.filter((column) => column !== 'value');
  if (named.length > 0) {
    parts.push(
      `(${named.map((column) => names.columns[`${kind}.${column}`] ?? names.columns[column] ?? column).join(', ')})`,
    );
  }
  return parts.join(' ');
}

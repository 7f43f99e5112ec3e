import { oc, type } from '@orpc/contract';

/** A kind of feature that a spec can name. */
export interface FeatureKindSummary {
  readonly kind: string;
  readonly group: string;
  /** Names of its columns, one input of the network each; a spec may pick some of them. */
  readonly columns: readonly string[];
  readonly parameters: Readonly<
    Record<string, { readonly default: number; readonly min: number; readonly max: number; readonly integer: boolean }>
  >;
  /** Which data it reads; a series by its name, or "series" for the one that the spec names. */
  readonly needs: string;
  /** Bars before its first value, with the default parameters. */
  readonly warmupBars: number;
}

export const featuresContract = {
  /** Every kind of feature, by group. */
  list: oc.output(type<FeatureKindSummary[]>()),
};

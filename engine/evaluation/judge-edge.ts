import type { Edge, EdgeCondition, Estimate } from '#contract/evaluation.ts';

/**
 * The one rule of what counts as an edge. All three must hold, because each alone can be had without any:
 *
 * - skill: the interval of the accuracy minus that of the best baseline lies above 0. Accuracy alone is worth nothing
 *   in a market that mostly went one way.
 * - correlation: the interval of the Matthews correlation lies above 0. A model that always says the same has an MCC
 *   of 0, however well the slice happened to suit it; baselines that change their mind cannot show that.
 * - brier: the Brier score is below that of always saying the base rate. Probabilities that are worse than that are no
 *   ground for a decision, even where their direction is right.
 *
 * With fewer days than an interval needs none of this can be told, which is not the same as finding no edge.
 */
export function judgeEdge(evidence: {
  readonly days: number;
  readonly daysNeeded: number;
  readonly skill: Estimate;
  readonly mcc: Estimate;
  readonly brier: number;
  readonly baselineBrier: number;
}): { readonly edge: Edge; readonly unmet: readonly EdgeCondition[] } {
  if (evidence.days < evidence.daysNeeded) return { edge: 'unknown', unmet: [] };
  const met: Readonly<Record<EdgeCondition, boolean>> = {
    skill: evidence.skill.low > 0,
    correlation: evidence.mcc.low > 0,
    brier: evidence.brier < evidence.baselineBrier,
  };
  const order: readonly EdgeCondition[] = ['skill', 'correlation', 'brier'];
  const unmet = order.filter((condition) => !met[condition]);
  return { edge: unmet.length === 0 ? 'found' : 'none', unmet };
}

import { calls, type Estimate, type GradeReport, type GradeScore } from '#contract/evaluation.ts';
import type { Costs } from '#contract/model-spec.ts';
import { gradeOutlook, type GradePolicy } from '../forecast/grade.ts';
import { roundTripCost } from '../forecast/round-trip-cost.ts';
import { bootstrapByDay, type DayResamples, type SumByDay } from './bootstrap.ts';
import type { SliceForecasts } from './forecast-slice.ts';

/** Which way a grade goes: long 1, short -1, neither 0. */
const ways = { 'STRONG BUY': 1, BUY: 1, HOLD: 0, SELL: -1, 'STRONG SELL': -1 } as const;

/**
 * How each grade did: the thresholds of the policy, tried on forecasts that nothing was fitted on. A call is taken at the
 * close of its bar and left at the horizon, with both fills paid for; a grade that never occurred is not in the list. What
 * the product withdraws later, such as calls of a model without an edge, is not withdrawn here.
 */
export function scoreGrades(
  {
    expectedReturn,
    variance,
    probabilityUp,
    outcome,
  }: Pick<SliceForecasts, 'expectedReturn' | 'variance' | 'probabilityUp' | 'outcome'>,
  costs: Costs,
  policy: GradePolicy,
  byDay: SumByDay,
  resamples: DayResamples,
): GradeReport {
  const cost = roundTripCost(costs);
  const called = Array.from(outcome, (_, i) =>
    gradeOutlook(
      { expectedReturn: expectedReturn[i]!, variance: variance[i]!, probabilityUp: probabilityUp[i]! },
      costs,
      policy,
    ),
  );
  const returns = outcome.map((r) => Math.expm1(r));
  const shareOf = (isOne: (i: number) => boolean, value: (i: number) => number, low: number, high: number): Estimate =>
    bootstrapByDay(
      resamples,
      [byDay((i) => (isOne(i) ? value(i) : 0)), byDay((i) => Number(isOne(i)))],
      // A replicate may lack a rare grade: it then says what all days say.
      ([sum, count]) => (count! > 0 ? sum! / count! : 0),
      { low, high },
    );
  const scored = calls.flatMap((grade): GradeScore[] => {
    const isOne = (i: number): boolean => called[i] === grade;
    const count = called.filter((own) => own === grade).length;
    if (count === 0) return [];
    const way = ways[grade];
    const days = byDay((i) => Number(isOne(i))).reduce((sum, n) => sum + Number(n > 0), 0);
    return [
      {
        grade,
        count,
        days,
        marketReturn: shareOf(isOne, (i) => returns[i]!, -1, 1),
        returnAfterCosts: way === 0 ? null : shareOf(isOne, (i) => way * returns[i]! - cost, -1, 1),
        hitRate: way === 0 ? null : shareOf(isOne, (i) => Number(way * returns[i]! > 0), 0, 1),
      },
    ];
  });
  const always = (): boolean => true;
  return {
    grades: scored,
    alwaysIn: {
      returnAfterCosts: shareOf(always, (i) => returns[i]! - cost, -1, 1),
      hitRate: shareOf(always, (i) => Number(returns[i]! > 0), 0, 1),
    },
    cost,
  };
}

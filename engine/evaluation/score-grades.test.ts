import { expect, it } from 'vitest';
import { defaultGradePolicy } from '../forecast/grade.ts';
import { resampleDays, sumByDay } from './bootstrap.ts';
import { scoreGrades } from './score-grades.ts';

const costs = { feeBasisPoints: 5, slippageBasisPoints: 5 };
const cost = (1.0005 * 1.0005) / (0.9995 * 0.9995) - 1;

/** A sample a day: the call that its forecast makes, and what came. */
function score(samples: readonly (readonly [expected: number, up: number, came: number])[]) {
  const n = samples.length;
  const dayOfSample = Int32Array.from({ length: n }, (_, i) => i);
  return scoreGrades(
    {
      expectedReturn: Float64Array.from(samples, ([expected]) => expected),
      variance: new Float64Array(n).fill(0.0001),
      probabilityUp: Float64Array.from(samples, ([, up]) => up),
      outcome: Float64Array.from(samples, ([, , came]) => Math.log1p(came)),
    },
    costs,
    defaultGradePolicy,
    (value) => sumByDay(dayOfSample, n, value),
    resampleDays(n, 1, 200, 1),
  );
}

it('by hand: what each grade earned after costs, and how often it was right', () => {
  const {
    grades,
    alwaysIn,
    cost: said,
  } = score([
    [0.05, 0.7, 0.1],
    [0.05, 0.7, -0.02],
    [0.02, 0.6, 0.04],
    [0, 0.5, 0.01],
    [-0.02, 0.4, -0.03],
    [-0.02, 0.4, 0],
    [-0.02, 0.4, 0.01],
  ]);
  expect(said).toBeCloseTo(cost, 12);
  expect(grades.map(({ grade, count, days }) => [grade, count, days])).toEqual([
    ['STRONG BUY', 2, 2],
    ['BUY', 1, 1],
    ['HOLD', 1, 1],
    ['SELL', 3, 3],
  ]);
  const [strong, buy, hold, sell] = grades;
  expect(strong!.marketReturn.value).toBeCloseTo(0.04, 12);
  expect(strong!.returnAfterCosts!.value).toBeCloseTo(0.04 - cost, 12);
  expect(strong!.hitRate!.value).toBe(0.5);
  expect(buy!.returnAfterCosts!.value).toBeCloseTo(0.04 - cost, 12);
  expect([hold!.returnAfterCosts, hold!.hitRate]).toEqual([null, null]);
  expect(hold!.marketReturn.value).toBeCloseTo(0.01, 12);
  // Sold short: +3 %, 0, -1 %. A price that stands still did not go the way of the call.
  expect(sell!.returnAfterCosts!.value).toBeCloseTo(0.02 / 3 - cost, 12);
  expect(sell!.hitRate!.value).toBeCloseTo(1 / 3, 12);
  expect(alwaysIn.returnAfterCosts.value).toBeCloseTo(0.11 / 7 - cost, 12);
  expect(alwaysIn.hitRate.value).toBeCloseTo(4 / 7, 12);
});

it('has an interval that knows of few days, and none of a grade that never occurred', () => {
  const { grades } = score(Array.from({ length: 40 }, (_, i) => [0.05, 0.7, i % 2 === 0 ? 0.03 : -0.03] as const));
  expect(grades.map(({ grade }) => grade)).toEqual(['STRONG BUY']);
  const { value, low, high } = grades[0]!.hitRate!;
  expect(value).toBe(0.5);
  expect(low).toBeLessThan(0.4);
  expect(high).toBeGreaterThan(0.6);
});

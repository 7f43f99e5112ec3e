import { expect, it } from 'vitest';
import { leakStages, type Leak } from '#contract/leak-certificate.ts';
import { openTally } from './tally.ts';

const leak: Leak = { stage: 'windows', symbol: 'A', what: 'rsi', how: 'cut off', cut: 5, bar: 3 };

it('passes where every stage has compared something and found nothing', () => {
  const tally = openTally();
  for (const stage of leakStages) tally.count(stage, 2);
  tally.count('purge', 3);
  const { checks, leaks, passed } = tally.conclude();
  expect(passed).toBe(true);
  expect(leaks).toEqual([]);
  expect(checks.map(({ comparisons }) => comparisons)).toEqual([2, 2, 2, 2, 5]);
});

it('does not pass where a stage has compared nothing', () => {
  const tally = openTally();
  for (const stage of leakStages) if (stage !== 'forecasts') tally.count(stage, 1);
  const { checks, passed } = tally.conclude();
  expect(passed).toBe(false);
  expect(checks.filter((check) => !check.passed)).toEqual([{ stage: 'forecasts', comparisons: 0, passed: false }]);
});

it('keeps the first leak of each thing and change of the future', () => {
  const tally = openTally();
  for (const stage of leakStages) tally.count(stage, 1);
  const others: Leak[] = [
    { ...leak, how: 'scrambled' },
    { ...leak, what: 'macd' },
  ];
  for (const found of [leak, { ...leak, cut: 9 }, ...others]) tally.report(found);
  const { checks, leaks, passed } = tally.conclude();
  expect(leaks).toEqual([leak, ...others]);
  expect(passed).toBe(false);
  expect(checks.flatMap((check) => (check.passed ? [] : [check.stage]))).toEqual(['windows']);
});

import { expect, it } from 'vitest';
import { resampleDays, sumByDay } from './bootstrap.ts';
import { reportClasses } from './report-classes.ts';

/** One sample a day. */
function report(
  probabilities: readonly (readonly number[])[],
  actual: readonly number[],
  baseShares = [0.25, 0.5, 0.25],
) {
  const days = actual.length;
  const dayOfSample = Int32Array.from(actual.keys());
  return reportClasses(
    {
      probabilities: Float64Array.from(probabilities.flat()),
      actual: Uint8Array.from(actual),
      baseShares: Float64Array.from(actual.flatMap(() => baseShares)),
    },
    (value) => sumByDay(dayOfSample, days, value),
    resampleDays(days, 1, 100, 1),
  );
}

const down = [0.5, 0.25, 0.25];
const flat = [0.25, 0.5, 0.25];
const up = [0.2, 0.2, 0.6];

it('by hand: seven answers', () => {
  // came 0 0 1 1 1 2 2, said 0 1 1 1 2 2 0
  const found = report([down, flat, flat, flat, up, up, down], [0, 0, 1, 1, 1, 2, 2]);
  expect(found.confusion).toEqual([
    [1, 1, 0],
    [0, 2, 1],
    [1, 0, 1],
  ]);
  expect(found.classes).toEqual([
    { name: 'down', support: 2, precision: 1 / 2, recall: 1 / 2, f1: 1 / 2 },
    { name: 'flat', support: 3, precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 },
    { name: 'up', support: 2, precision: 1 / 2, recall: 1 / 2, f1: 1 / 2 },
  ]);
  expect(found.accuracy.value).toBeCloseTo(4 / 7, 12);
  expect(found.majorityAccuracy).toBeCloseTo(3 / 7, 12);
  expect(found.macroF1).toBeCloseTo((1 / 2 + 2 / 3 + 1 / 2) / 3, 12);
  const said = [0.5, 0.25, 0.5, 0.5, 0.2, 0.6, 0.25];
  expect(found.logLoss).toBeCloseTo(-said.reduce((sum, p) => sum + Math.log(p), 0) / 7, 12);
  expect(found.baselineLogLoss).toBeCloseTo(-(4 * Math.log(0.25) + 3 * Math.log(0.5)) / 7, 12);
});

it('has zeros and no NaN where a class is never said or never comes', () => {
  const found = report([flat, flat, flat], [1, 1, 0]);
  expect(found.classes[2]).toEqual({ name: 'up', support: 0, precision: 0, recall: 0, f1: 0 });
  expect(found.classes[0]).toEqual({ name: 'down', support: 1, precision: 0, recall: 0, f1: 0 });
});

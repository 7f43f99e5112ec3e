import { expect, it } from 'vitest';
import { spreadSeeds } from './score-seeds.ts';

const score = { seed: 1, accuracy: 0.5, skill: 0.01, mcc: 0.02, brier: 0.25, pinballSkill: 0.1 };

it('gives the mean over all seeds and the deviation with n - 1', () => {
  const scores = [0.5, 0.52, 0.57].map((accuracy, i) => ({ ...score, seed: i, accuracy }));
  const spread = spreadSeeds(scores);
  // Mean 1.59 / 3 = 0.53; squares 0.0009 + 0.0001 + 0.0016 = 0.0026, halved.
  expect(spread!.accuracy.mean).toBeCloseTo(0.53, 12);
  expect(spread!.accuracy.standardDeviation).toBeCloseTo(Math.sqrt(0.0013), 12);
  expect(spread!.skill).toEqual({
    mean: expect.closeTo(0.01, 12) as number,
    standardDeviation: expect.closeTo(0, 12) as number,
  });
});

it('gives no spread of a single seed', () => {
  expect(spreadSeeds([score])).toBeNull();
});

import { expect, it } from 'vitest';
import { wantPosition } from './probability-threshold.ts';

const thresholds = { enterProbability: 0.55, exitProbability: 0.5 };
// A round trip costs 0.02 / 0.99 = 2.02 %.
const costs = { feeBasisPoints: 100, slippageBasisPoints: 0 };

it.each([
  // holding, P(up), expected return, wanted
  [false, 0.55, 0.03, true], // at the threshold, and worth the costs
  [false, 0.549, 0.03, false], // not likely enough
  [false, 0.9, 0.02, false], // likely, but the costs eat it
  [false, 0.9, 0.0203, true],
  [true, 0.52, 0.03, true], // between the thresholds: stay
  [false, 0.52, 0.03, false], // between the thresholds: stay out
  [true, 0.5, -1, true], // costs are sunk: only the probability decides
  [true, 0.499, 0.03, false],
])('holding %s, P(up) %d, expecting %d: %s', (holding, probabilityUp, expectedReturn, wanted) => {
  expect(wantPosition(holding, { probabilityUp, expectedReturn }, thresholds, costs)).toBe(wanted);
});

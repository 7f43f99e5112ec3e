import { expect, it } from 'vitest';
import { FLAT, LONG, SHORT } from '../sleeve.ts';
import { wantByForecast } from './probability-threshold.ts';

const thresholds = { enterProbability: 0.55, exitProbability: 0.5, short: false };
// A round trip costs 0.02 / 0.99 = 2.02 %.
const costs = { feeBasisPoints: 100, slippageBasisPoints: 0 };

it.each([
  // wanted before, P(up), expected return, wanted
  [FLAT, 0.55, 0.03, LONG], // at the threshold, and worth the costs
  [FLAT, 0.549, 0.03, FLAT], // not likely enough
  [FLAT, 0.9, 0.02, FLAT], // likely, but the costs eat it
  [FLAT, 0.9, 0.0203, LONG],
  [LONG, 0.52, 0.03, LONG], // between the thresholds: stay
  [FLAT, 0.52, 0.03, FLAT], // between the thresholds: stay out
  [LONG, 0.5, -1, LONG], // costs are sunk: only the probability decides
  [LONG, 0.499, 0.03, FLAT],
  [FLAT, 0.1, -0.5, FLAT], // a fall is nothing to a rule without short
])('long or flat: from %i, P(up) %d, expecting %d, to %i', (side, probabilityUp, expectedReturn, wanted) => {
  expect(wantByForecast(side, { probabilityUp, expectedReturn }, thresholds, costs)).toBe(wanted);
});

it.each([
  [FLAT, 0.45, -0.03, SHORT],
  [FLAT, 0.46, -0.03, FLAT],
  [FLAT, 0.1, -0.02, FLAT], // likely, but the costs eat it
  [SHORT, 0.5, 1, SHORT], // between the thresholds: stay
  [SHORT, 0.501, -0.03, FLAT],
  [SHORT, 0.9, 0.03, LONG], // turns around
  [LONG, 0.1, -0.03, SHORT],
])('with short: from %i, P(up) %d, expecting %d, to %i', (side, probabilityUp, expectedReturn, wanted) => {
  expect(wantByForecast(side, { probabilityUp, expectedReturn }, { ...thresholds, short: true }, costs)).toBe(wanted);
});

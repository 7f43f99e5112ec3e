import { expect, it } from 'vitest';
import { judgeEdge } from './judge-edge.ts';

const above = { value: 0.05, low: 0.01, high: 0.09 };
const around = { value: 0.05, low: 0, high: 0.1 };
const found = { days: 20, daysNeeded: 20, skill: above, mcc: above, brier: 0.24, baselineBrier: 0.25 };

it('finds an edge where all three conditions hold', () => {
  expect(judgeEdge(found)).toEqual({ edge: 'found', unmet: [] });
});

it.each([
  [{ skill: around }, ['skill']],
  [{ mcc: around }, ['correlation']],
  [{ brier: 0.25 }, ['brier']],
  [{ skill: around, mcc: around, brier: 0.26 }, ['skill', 'correlation', 'brier']],
])('finds none with %o', (change, unmet) => {
  expect(judgeEdge({ ...found, ...change })).toEqual({ edge: 'none', unmet });
});

it('does not know with a day too few, whatever the numbers', () => {
  expect(judgeEdge({ ...found, days: 19 })).toEqual({ edge: 'unknown', unmet: [] });
  expect(judgeEdge({ ...found, days: 19, brier: 0.3 })).toEqual({ edge: 'unknown', unmet: [] });
});

import { expect, it } from 'vitest';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import { createRandom } from '../kernel/random.ts';
import { scoreAdaptive } from './adaptive-intervals.ts';

const levels = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975];

/** One-bar outcomes of deviation 1, and of 1.6 from the middle on; the forecasts stay at 1. */
function changingMarket(n: number) {
  const random = createRandom(4);
  return {
    time: Float64Array.from({ length: n }, (_, i) => i),
    barIndex: Int32Array.from({ length: n }, (_, i) => i),
    instrumentIndex: new Int32Array(n),
    levels,
    outcome: Float64Array.from({ length: n }, (_, i) => (i < n / 2 ? 1 : 1.6) * random.normal()),
    quantiles: Float64Array.from({ length: n * levels.length }, (_, k) => inverseNormalCdf(levels[k % levels.length]!)),
    scale: new Float64Array(n).fill(1),
  };
}

const at = (scores: ReturnType<typeof scoreAdaptive>, nominal: number) =>
  scores.find((score) => score.nominal === nominal)!;

it('keeps its coverage in a market that becomes wilder, where intervals of before do not', () => {
  const market = changingMarket(6000);
  const fixed = market.outcome.filter((x) => Math.abs(x) <= inverseNormalCdf(0.95)).length / 6000;
  expect(fixed).toBeLessThan(0.81);
  const followed = at(scoreAdaptive(market, 1, 1), 0.9);
  expect(Math.abs(followed.coverage - 0.9)).toBeLessThan(0.015);
  expect(followed.rollingWithinShare).toBeGreaterThan(0.6);
  expect(followed.meanWidth).toBeGreaterThan(2 * inverseNormalCdf(0.95));
});

it('does not know an outcome before it is there', () => {
  const market = changingMarket(400);
  const later = market.outcome.map((x, i) => (i >= 200 ? 100 : x));
  // With outcomes over 150 bars, those from bar 200 on are known from bar 350 on only.
  const widthsUpTo = (n: number, outcome: Float64Array) =>
    scoreAdaptive(
      {
        ...market,
        time: market.time.slice(0, n),
        barIndex: market.barIndex.slice(0, n),
        instrumentIndex: market.instrumentIndex.slice(0, n),
        outcome: outcome.slice(0, n),
        quantiles: market.quantiles.slice(0, n * levels.length),
        scale: market.scale.slice(0, n),
      },
      1,
      150,
    ).map(({ meanWidth }) => meanWidth);
  expect(widthsUpTo(350, later)).toEqual(widthsUpTo(350, market.outcome));
  expect(widthsUpTo(400, later)).not.toEqual(widthsUpTo(400, market.outcome));
});

it('stays a forecast where everything misses, and where nothing does', () => {
  const market = changingMarket(3000);
  for (const outcome of [new Float64Array(3000).fill(1e6), new Float64Array(3000)]) {
    for (const score of scoreAdaptive({ ...market, outcome }, 1, 1)) {
      expect(Number.isFinite(score.meanWidth)).toBe(true);
      expect(score.meanWidth).toBeGreaterThan(0);
    }
  }
});

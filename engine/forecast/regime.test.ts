import { describe, expect, it } from 'vitest';
import { createRandom } from '../kernel/random.ts';
import { describeRegime } from './regime.ts';

/** Closes from one-bar log returns. */
const closesOf = (returns: readonly number[]): Float64Array => {
  let log = 0;
  return Float64Array.from([0, ...returns], (r) => Math.exp((log += r)));
};
const noise = (seed: number, count: number, deviation: number, mean = 0): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => mean + deviation * random.normal());
};

describe('trend', () => {
  it('by hand: returns 0.01, 0.03, 0.02 have the mean 0.02 and the standard error 0.01 / sqrt(3)', () => {
    const { trend, trendErrors, bars } = describeRegime(closesOf([0.5, -0.5, 0.01, 0.03, 0.02]), 3);
    expect(bars).toBe(3);
    expect(trendErrors).toBeCloseTo(2 * Math.sqrt(3), 9);
    expect(trend).toBe('rising');
  });

  it.each([
    ['rising', 0.01],
    ['falling', -0.01],
    ['sideways', 0],
  ] as const)('is %s where the drift is %d', (expected, drift) => {
    // The noise is centred, so that it has no drift of its own.
    const own = noise(1, 60, 0.01);
    const mean = own.reduce((sum, r) => sum + r, 0) / own.length;
    expect(describeRegime(closesOf([...noise(2, 600, 0.01), ...own.map((r) => r - mean + drift)]), 60).trend).toBe(
      expected,
    );
  });
});

describe('volatility', () => {
  it.each([
    ['calm', 0.002],
    ['turbulent', 0.05],
  ] as const)('is %s where the last bars move by %d and those before by 0.01', (expected, last) => {
    expect(describeRegime(closesOf([...noise(3, 700, 0.01), ...noise(4, 60, last)]), 60).volatility).toBe(expected);
  });

  it('of a price that never moves is calm and sideways, without a division by zero', () => {
    expect(describeRegime(new Float64Array(300).fill(7), 20)).toEqual({
      bars: 20,
      trend: 'sideways',
      trendErrors: 0,
      volatility: 'calm',
      volatilityRank: 0,
    });
  });
});

it('of prices that grow by one factor is rising beyond doubt, and of a first volatility says nothing', () => {
  const { trend, trendErrors, volatility } = describeRegime(closesOf(new Array<number>(20).fill(0.01)), 20);
  expect([trend, volatility]).toEqual(['rising', 'normal']);
  expect(trendErrors).toBeLessThanOrEqual(99);
  expect(trendErrors).toBeGreaterThan(50);
});

it('does not depend on the unit of the price', () => {
  const closes = closesOf(noise(5, 400, 0.02));
  const { trendErrors, volatilityRank } = describeRegime(closes, 30);
  const other = describeRegime(
    closes.map((c) => 1024 * c),
    30,
  );
  expect(other.trendErrors).toBeCloseTo(trendErrors, 9);
  expect(other.volatilityRank).toBe(volatilityRank);
});

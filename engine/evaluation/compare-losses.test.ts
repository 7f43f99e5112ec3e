import { describe, expect, it } from 'vitest';
import { createRandom } from '../kernel/random.ts';
import { compareLosses, testDailySums, testDirection } from './compare-losses.ts';

const perSample = (n: number) => (value: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => value(i));

/** Daily values that overlap as labels of h days do: sums of the last h of independent numbers. */
function overlapping(days: number, h: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const fresh = Array.from({ length: days + h }, () => random.normal());
  return Float64Array.from({ length: days }, (_, t) => fresh.slice(t, t + h).reduce((sum, x) => sum + x, 0));
}

describe('the test of daily sums', () => {
  it.each([
    [250, 1],
    [500, 1],
    [250, 5],
    [300, 14],
    [1000, 14],
  ])('finds a difference in noise no more often than it says: %d days, labels of %d', (days, h) => {
    let [found, rejected] = [0, 0];
    for (let seed = 0; seed < 1000; seed++) {
      const { pValue } = testDailySums(overlapping(days, h, seed), h)!;
      found += Number(pValue < 0.05);
      rejected += Number(pValue > 0.95);
    }
    // 5 % and three standard errors of 0.7 %.
    expect(found / 1000).toBeLessThan(0.071);
    expect(rejected / 1000).toBeLessThan(0.071);
    expect((found + rejected) / 1000).toBeGreaterThan(0.02);
  });

  it('finds a difference that is there', () => {
    const daily = overlapping(500, 5, 3).map((x) => x + 1.5);
    expect(testDailySums(daily, 5)!.pValue).toBeLessThan(0.001);
    expect(
      testDailySums(
        daily.map((x) => -x),
        5,
      )!.pValue,
    ).toBeGreaterThan(0.999);
  });

  it('says nothing of a handful of days, nor of what never differs', () => {
    expect(testDailySums(overlapping(30, 14, 1), 14)).toBeNull();
    expect(testDailySums(new Float64Array(100), 1)).toBeNull();
    expect(testDailySums(new Float64Array(100).fill(0.1), 1)).toBeNull();
    expect(testDailySums(Float64Array.of(1), 1)).toBeNull();
  });
});

it('compares losses sample by sample, and a lower one is above zero', () => {
  const random = createRandom(5);
  const outcome = Array.from({ length: 400 }, () => random.normal());
  const blind = outcome.map((x) => x ** 2);
  const seeing = outcome.map((x) => (x - 0.3 * x) ** 2);
  expect(compareLosses(blind, seeing, perSample(400), 1)!.statistic).toBeGreaterThan(3);
  expect(compareLosses(seeing, blind, perSample(400), 1)!.statistic).toBeLessThan(-3);
});

it('of independent samples the test of direction is that of Pesaran and Timmermann 1992', () => {
  const random = createRandom(6);
  const n = 600;
  const came = Array.from({ length: n }, () => Number(random.uniform() < 0.55));
  const said = came.map((up) => (random.uniform() < 0.56 ? up : 1 - up));
  const share = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / n;
  const [y, x] = [share(came), share(said)];
  const right = share(came.map((up, i) => Number(up === said[i])));
  // Their equations: P* = yx + (1-y)(1-x); V(P) = P*(1-P*)/n; V(P*) = ((2y-1)² x(1-x) + (2x-1)² y(1-y))/n + 4yx(1-y)(1-x)/n².
  const chance = y * x + (1 - y) * (1 - x);
  const variance =
    (chance * (1 - chance) - (2 * y - 1) ** 2 * x * (1 - x) - (2 * x - 1) ** 2 * y * (1 - y)) / n -
    (4 * y * x * (1 - y) * (1 - x)) / n ** 2;
  const classical = (right - chance) / Math.sqrt(variance);
  const { statistic } = testDirection(said, came, perSample(n), 1)!;
  expect(classical).toBeGreaterThan(2);
  // The same but for the estimate of the variance, which here looks a few days back.
  expect(Math.abs(statistic / classical - 1)).toBeLessThan(0.1);
  expect(testDirection(new Array<number>(n).fill(1), came, perSample(n), 1)).toBeNull();
});

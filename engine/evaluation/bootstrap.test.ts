import type { Estimate } from '#contract/evaluation.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../kernel/random.ts';
import { blockDaysFor, bootstrapByDay, daysNeededFor, resampleDays, sumByDay } from './bootstrap.ts';

const whole = { low: 0, high: 1 };
const ratio = ([sum, count]: Float64Array): number => sum! / count!;

function accuracyOf(hits: Float64Array, samplesPerDay: number, blockDays: number, seed: number): Estimate {
  const samples = new Float64Array(hits.length).fill(samplesPerDay);
  return bootstrapByDay(resampleDays(hits.length, blockDays, 400, seed), [hits, samples], ratio, whole);
}

/** Share of `experiments` whose interval holds the true value, one half. */
function coverageOf(experiments: number, run: (seed: number) => Estimate): number {
  let covered = 0;
  for (let seed = 0; seed < experiments; seed++) {
    const { low, high } = run(seed);
    if (low <= 0.5 && 0.5 <= high) covered++;
  }
  return covered / experiments;
}

/** Whether two independent series agree in the direction of their next h steps: overlapping labels of pure noise. */
function overlappingHits(days: number, horizonBars: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const steps = (): Float64Array => Float64Array.from({ length: days + horizonBars }, () => random.normal());
  const [a, b] = [steps(), steps()];
  const ahead = (x: Float64Array, d: number): number => x.subarray(d, d + horizonBars).reduce((sum, v) => sum + v, 0);
  return Float64Array.from({ length: days }, (_, d) => Number(ahead(a, d) > 0 === ahead(b, d) > 0));
}

describe('resampleDays', () => {
  it('draws as many days as there are, each as often in the long run', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 70 }),
        fc.nat(),
        (days, blockDays, seed) => {
          const { weights } = resampleDays(days, blockDays, 20, seed);
          for (let r = 0; r < 20; r++) {
            expect(weights.subarray(r * days, (r + 1) * days).reduce((sum, w) => sum + w, 0)).toBe(days);
          }
        },
      ),
      { seed: 4 },
    );
    const { weights } = resampleDays(7, 3, 7000, 1);
    for (let d = 0; d < 7; d++) {
      let drawn = 0;
      for (let r = 0; r < 7000; r++) drawn += weights[r * 7 + d]!;
      expect(drawn / 7000).toBeCloseTo(1, 1);
    }
  });

  it('keeps the days of a block together, the last followed by the first', () => {
    const { weights } = resampleDays(12, 4, 50, 2);
    for (let r = 0; r < 50; r++) {
      // Day d is drawn once for each start among d-3 … d: neighbours differ by at most the three starts.
      const row = weights.subarray(r * 12, (r + 1) * 12);
      const starts = row.reduce((sum, w, d) => sum + Math.max(0, w - row[(d + 11) % 12]!), 0);
      expect(starts).toBeLessThanOrEqual(3);
    }
  });

  it('is the same for the same seed, and only for it', () => {
    expect(resampleDays(30, 2, 10, 5)).toEqual(resampleDays(30, 2, 10, 5));
    expect(resampleDays(30, 2, 10, 5)).not.toEqual(resampleDays(30, 2, 10, 6));
  });
});

describe('bootstrapByDay', () => {
  it('takes the value from the data itself', () => {
    const dayOfSample = Int32Array.of(0, 0, 1, 2, 2, 2);
    const hit = [1, 0, 1, 0, 0, 1];
    const columns = [sumByDay(dayOfSample, 3, (i) => hit[i]!), sumByDay(dayOfSample, 3, () => 1)];
    expect(columns.map((c) => Array.from(c))).toEqual([
      [1, 1, 1],
      [2, 1, 3],
    ]);
    expect(bootstrapByDay(resampleDays(3, 1, 10, 0), columns, ratio, whole).value).toBe(0.5);
  });

  it('has about nominal coverage on independent days', () => {
    const coverage = coverageOf(500, (seed) => {
      const random = createRandom(seed);
      return accuracyOf(
        Float64Array.from({ length: 120 }, () => random.integer(2)),
        1,
        1,
        seed,
      );
    });
    // Standard error of 500 experiments at 95 %: 1 percentage point.
    expect(coverage).toBeGreaterThan(0.92);
    expect(coverage).toBeLessThan(0.98);
  });

  it('agrees with the binomial error where samples are independent', () => {
    const random = createRandom(9);
    const { low, high } = accuracyOf(
      Float64Array.from({ length: 1000 }, () => random.integer(2)),
      1,
      1,
      9,
    );
    // 2 · 1.96 · sqrt(0.25 / 1000) = 0.062
    expect(high - low).toBeGreaterThan(0.055);
    expect(high - low).toBeLessThan(0.069);
  });

  it('is not impressed by copies: instruments that move as one count as one', () => {
    const random = createRandom(10);
    const hits = Float64Array.from({ length: 300 }, () => random.integer(2));
    const one = accuracyOf(hits, 1, 1, 3);
    const fifty = accuracyOf(
      hits.map((h) => 50 * h),
      50,
      1,
      3,
    );
    expect(fifty).toEqual(one);
  });

  it('is wider in blocks than day by day where labels overlap, and covers where the other does not', () => {
    const horizonBars = 5;
    const blocks = (blockDays: number) => (seed: number) =>
      accuracyOf(overlappingHits(300, horizonBars, seed), 1, blockDays, seed);
    const width = ({ low, high }: Estimate): number => high - low;
    expect(width(blocks(blockDaysFor(horizonBars))(1))).toBeGreaterThan(1.4 * width(blocks(1)(1)));
    expect(coverageOf(200, blocks(blockDaysFor(horizonBars)))).toBeGreaterThan(0.88);
    expect(coverageOf(200, blocks(1))).toBeLessThan(0.85);
  });

  it('covers 95 % of overlapping labels even with the fewest days', () => {
    // Plain percentiles cover 89 %; standard error of 400 experiments: 1.1 percentage points.
    const horizonBars = 14;
    const days = daysNeededFor(horizonBars);
    expect(days).toBe(280);
    const coverage = coverageOf(400, (seed) =>
      accuracyOf(overlappingHits(days, horizonBars, seed), 1, blockDaysFor(horizonBars), seed),
    );
    expect(coverage).toBeGreaterThan(0.93);
    expect(coverage).toBeLessThan(0.98);
  });

  it('takes the tails of Student: ten replicates of ten blocks', () => {
    // t(0.975, 9) = 2.262 (tables); · sqrt(10 / 9) = 2.385; Φ(-2.385) = 0.00855: of 101 replicates 0.855 beyond the first.
    const resamples = resampleDays(10, 1, 101, 8);
    const column = Float64Array.from({ length: 10 }, (_, d) => d * d);
    const sums = Array.from({ length: 101 }, (_, r) =>
      column.reduce((sum, x, d) => sum + x * resamples.weights[r * 10 + d]!, 0),
    ).sort((a, b) => a - b);
    const { low } = bootstrapByDay(resamples, [column], ([sum]) => sum!, whole);
    expect(low).toBeCloseTo(sums[0]! + 0.855 * (sums[1]! - sums[0]!), 1);
  });

  it('claims nothing from too few blocks', () => {
    expect(accuracyOf(Float64Array.of(1), 1, 1, 0)).toEqual({ value: 1, low: 0, high: 1 });
    expect(accuracyOf(new Float64Array(99).fill(1), 1, 10, 0)).toEqual({ value: 1, low: 0, high: 1 });
    expect(accuracyOf(new Float64Array(100).fill(1), 1, 10, 0)).toEqual({ value: 1, low: 1, high: 1 });
  });
});

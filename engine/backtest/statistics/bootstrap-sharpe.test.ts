import { describe, expect, it } from 'vitest';
import { createRandom } from '../../kernel/random.ts';
import { bootstrapSharpeDifference } from './bootstrap-sharpe.ts';
import { measureMoments } from './return-moments.ts';
import { sharpeRatio } from './sharpe-ratio.ts';

/** Normal returns of two strategies with this correlation. */
function drawPair(count: number, correlation: number): [Float64Array, Float64Array] {
  const random = createRandom(7);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
  const one = new Float64Array(count);
  const other = new Float64Array(count);
  for (let t = 0; t < count; t++) {
    const shared = normal();
    one[t] = 0.001 + 0.01 * shared;
    other[t] = 0.0004 + 0.02 * (correlation * shared + Math.sqrt(1 - correlation ** 2) * normal());
  }
  return [one, other];
}

const options = { replicates: 4000, meanBlock: 1, seed: 1 };
const ratioOf = (returns: Float64Array): number => sharpeRatio(measureMoments(returns))!;

describe('bootstrapSharpeDifference', () => {
  /**
   * The variance of the difference of two ratios of independent normal returns is
   * (2 (1 - ρ) + (SR1² + SR2² - 2 SR1 SR2 ρ²) / 2) / n: Memmel 2003, "Performance hypothesis testing with the Sharpe ratio",
   * Finance Letters 1.
   */
  it.each([0, 0.5, 0.95])('is as wide as theory says where the correlation is %f', (correlation) => {
    const count = 3000;
    const [one, other] = drawPair(count, correlation);
    const [first, second] = [ratioOf(one), ratioOf(other)];
    const variance =
      (2 * (1 - correlation) + (first ** 2 + second ** 2 - 2 * first * second * correlation ** 2) / 2) / count;
    const { low, high } = bootstrapSharpeDifference(one, other, options)!;
    expect((high - low) / (2 * 1.96 * Math.sqrt(variance))).toBeCloseTo(1, 1);
    expect((high + low) / 2).toBeCloseTo(first - second, 2);
  });

  it('of returns with themselves, or with twice themselves, is nothing', () => {
    const [one] = drawPair(500, 0);
    for (const other of [one, one.map((value) => 2 * value)]) {
      const { low, high } = bootstrapSharpeDifference(one, other, options)!;
      expect(low).toBeCloseTo(0, 10);
      expect(high).toBeCloseTo(0, 10);
    }
  });

  it('is not known where returns are few or either does not vary', () => {
    const [one, other] = drawPair(100, 0);
    expect(bootstrapSharpeDifference(one.slice(0, 19), other.slice(0, 19), options)).toBeNull();
    expect(bootstrapSharpeDifference(one, new Float64Array(100), options)).toBeNull();
    expect(bootstrapSharpeDifference(new Float64Array(100), other, options)).toBeNull();
  });
});

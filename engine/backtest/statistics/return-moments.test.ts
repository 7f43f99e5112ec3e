import { expect, it } from 'vitest';
import { measureMoments } from './return-moments.ts';

it('measures mean, deviation, skewness and kurtosis', () => {
  // 1, 2, 6: mean 3; deviations -2, -1, 3; squares 4 + 1 + 9 = 14, cubes -8 - 1 + 27 = 18, fourths 16 + 1 + 81 = 98.
  const { count, mean, deviation, skewness, kurtosis } = measureMoments(Float64Array.of(1, 2, 6));
  expect([count, mean]).toEqual([3, 3]);
  expect(deviation).toBeCloseTo(Math.sqrt(7), 14);
  expect(skewness).toBeCloseTo(6 / (14 / 3) ** 1.5, 14);
  expect(kurtosis).toBeCloseTo(98 / 3 / (14 / 3) ** 2, 14);
});

it('finds no spread where returns differ by rounding alone', () => {
  const steady = Float64Array.from({ length: 30 }, (_, i) => 1.01 ** (i + 1) / 1.01 ** i - 1);
  expect(measureMoments(steady)).toMatchObject({ deviation: 0, skewness: 0, kurtosis: 3 });
  expect(measureMoments(Float64Array.of(0.05)).deviation).toBeNaN();
});

import { expect, it } from 'vitest';
import { createRandom } from '../../kernel/random.ts';
import { plantDrift } from './planted-drift.ts';

it('follows its formula: by hand over three bars', () => {
  const persistence = 0.5 ** (1 / 8);
  const innovation = Math.sqrt(1 - persistence ** 2);
  const drift = plantDrift(0.01);
  expect(drift.push(1, 0.02)).toBeCloseTo(0.0025 * innovation, 15);
  // The trend falls below zero: 0.02 × 2/21 × 19/21 - 0.03 × 2/21 < 0, and what lifted the price now lowers it.
  expect(drift.push(0, -0.03)).toBeCloseTo(-0.0025 * innovation * persistence, 15);
  expect(drift.push(-2, -0.01)).toBeCloseTo(-0.0025 * (innovation * persistence ** 2 - 2 * innovation), 15);
});

it('is as large as it says, lasts, and points up as often as down', () => {
  const random = createRandom(4);
  const planted = plantDrift(0.01);
  const drift = Float64Array.from({ length: 40_000 }, () => planted.push(random.normal(), 0.01 * random.normal()));
  const square = drift.reduce((sum, value) => sum + value ** 2, 0) / drift.length;
  expect(Math.abs(Math.sqrt(square) / 0.0025 - 1)).toBeLessThan(0.05);
  const up = drift.filter((value) => value > 0).length / drift.length;
  expect(Math.abs(up - 0.5)).toBeLessThan(0.03);
});

it('is silent until there is a trend', () => {
  expect(plantDrift(0.01).push(1, 0)).toBe(0);
});

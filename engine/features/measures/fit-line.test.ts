import { expect, it } from 'vitest';
import { createWindow } from '../streams/window.ts';
import { fitLine } from './fit-line.ts';

it.each([
  { values: [1, 3, 5, 7], expected: { slope: 2, end: 7, rSquared: 1 } },
  // Mean 2, slope ((-1) * (-1) + 1 * 1 + 0) / 2 = 1 of 1 2 3 moved: deviations -1 1 0, products 1 + 0 + 0.
  { values: [1, 3, 2], expected: { slope: 0.5, end: 2.5, rSquared: 0.25 } },
  { values: [4, 4, 4], expected: { slope: 0, end: 4, rSquared: 0 } },
])('through $values', ({ values, expected }) => {
  const window = createWindow(values.length);
  for (const value of values) window.push(value);
  const line = { slope: NaN, end: NaN, rSquared: NaN };
  fitLine(window, line);
  expect(line.slope).toBeCloseTo(expected.slope, 12);
  expect(line.end).toBeCloseTo(expected.end, 12);
  expect(line.rSquared).toBeCloseTo(expected.rSquared, 12);
});

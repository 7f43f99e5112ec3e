import { expect, it } from 'vitest';
import { createWindow } from '../streams/window.ts';
import { measureEfficiency } from './measure-efficiency.ts';

it.each([
  { values: [1, 2, 4], expected: 1 },
  { values: [4, 2, 1], expected: 1 },
  { values: [1, 3, 2], expected: 1 / 3 },
  { values: [1, 3, 1], expected: 0 },
  { values: [2, 2, 2], expected: 1 },
])('of $values', ({ values, expected }) => {
  const window = createWindow(3);
  for (const value of values) {
    expect(measureEfficiency(window)).toBeNaN();
    window.push(value);
  }
  expect(measureEfficiency(window)).toBeCloseTo(expected, 12);
});

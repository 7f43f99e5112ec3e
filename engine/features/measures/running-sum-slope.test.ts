import { expect, it } from 'vitest';
import { createWindow } from '../streams/window.ts';
import { fitLine } from './fit-line.ts';
import { RunningSumSlope } from './running-sum-slope.ts';

it('is the slope of the line through the running sum', () => {
  const steps = createWindow(4);
  const sums = createWindow(5);
  const slope = new RunningSumSlope(4);
  const line = { slope: NaN, end: NaN, rSquared: NaN };
  let sum = 100;
  sums.push(sum);
  for (const step of [1, -2, 5, 3, 0, -7, 2, 2, 11]) {
    sum += step;
    steps.push(step);
    sums.push(sum);
    if (!sums.isFull) continue;
    fitLine(sums, line);
    expect(slope.fit(steps)).toBeCloseTo(line.slope, 12);
  }
});

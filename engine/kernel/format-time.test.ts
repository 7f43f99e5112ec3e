import { expect, it } from 'vitest';
import { formatTime } from './format-time.ts';

it.each([
  [Date.UTC(2020, 0, 31), '2020-01-31'],
  [Date.UTC(2020, 0, 31, 15, 30), '2020-01-31 15:30'],
  [Date.UTC(2020, 0, 31, 15, 30, 5), '2020-01-31 15:30:05'],
  [Date.UTC(1962, 0, 2), '1962-01-02'],
])('describes %d as %s', (time, text) => {
  expect(formatTime(time)).toBe(text);
});
